package org.maskfoundry.annotation;

import java.util.List;
import org.maskfoundry.annotation.shape.DrawnMask;
import org.maskfoundry.mask.RleMask;

/**
 * A stated annotation that was drawn.
 *
 * @param stated what the file says
 * @param drawn its pixels
 * @param position its place among those of its annotator, from 0
 * @param occurrence counts annotations of the same annotator and tool id, from 1
 * @param file where it is stated
 */
record DrawnAnnotation(
    StatedAnnotation stated, DrawnMask drawn, int position, int occurrence, String file) {

  private static final String ANNOTATION_ID = "annotation_id";

  /** One sitting of a person: the file, the annotator, and the annotation where a tool has such. */
  List<String> sitting() {
    return List.of(
        file, stated.work().annotator(), stated.attributes().getOrDefault(ANNOTATION_ID, ""));
  }

  RleMask mask() {
    return drawn.mask();
  }
}
