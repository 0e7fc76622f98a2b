package org.maskfoundry.annotation.coco;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.Work;
import org.maskfoundry.annotation.json.JsonAttributes;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.shape.FrameMask;
import org.maskfoundry.annotation.shape.PolygonShape;
import org.maskfoundry.annotation.shape.Shape;
import org.maskfoundry.annotation.shape.StatedRuns;

/** One element of a file's annotations or results. */
public final class CocoAnnotation {

  /** What is read or, as areas and boxes, computed anew. */
  private static final Set<String> READ =
      Set.of("id", "image_id", "segmentation", "area", "bbox", "attributes", "score");

  private CocoAnnotation() {}

  /** An annotation with the name of its category. */
  static StatedAnnotation of(JsonNode node, CocoImages images) throws MalformedAnnotationException {
    JsonFields fields = JsonFields.of(node);
    Map<String, String> attributes = new TreeMap<>();
    if (fields.node("attributes").filter(JsonNode::isObject).isPresent()) {
      attributes.putAll(JsonAttributes.of(node.get("attributes"), Set.of()));
    }
    attributes.putAll(JsonAttributes.of(node, READ));
    Optional<Long> category = fields.optionalWhole("category_id");
    category.ifPresent(id -> attributes.put(StatedAnnotation.LABEL, images.category(id)));
    return new StatedAnnotation(
        fields.label("id"),
        shape(fields),
        Work.UNKNOWN,
        fields.optionalNumber("score").orElse(Double.NaN),
        attributes);
  }

  /**
   * The shape in member {@code segmentation}: polygons, or runs as a list or a string.
   *
   * @throws MalformedAnnotationException where there is none, or it cannot be read
   */
  public static Shape shape(JsonFields fields) throws MalformedAnnotationException {
    Optional<JsonNode> segmentation = fields.node("segmentation");
    if (segmentation.isEmpty() || segmentation.get().isEmpty()) {
      throw new MalformedAnnotationException(
          AnnotationProblem.EMPTY_SEGMENTATION,
          "key segmentation is %s: at most a box, no outline; draw one or remove the annotation"
              .formatted(segmentation.isEmpty() ? "missing" : "empty"));
    }
    return segmentation.get().isArray()
        ? polygons(segmentation.get())
        : runs(JsonFields.of(segmentation.get()));
  }

  private static Shape polygons(JsonNode list) throws MalformedAnnotationException {
    List<double[]> rings = new ArrayList<>();
    for (JsonNode ring : list) {
      rings.add(JsonFields.numbers("key segmentation, ring " + rings.size(), ring));
    }
    return new PolygonShape(rings, List.of(), true);
  }

  /**
   * A mask in COCO's form, with {@code size} as [height, width] and {@code counts}.
   *
   * @throws MalformedAnnotationException where it cannot be read
   */
  public static Shape runs(JsonFields fields) throws MalformedAnnotationException {
    Optional<JsonNode> stated = fields.node("size");
    int[] size = stated.isEmpty() ? new int[0] : JsonFields.wholes("key size", stated.get());
    if (size.length != 2) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key size has %d numbers, expected [height, width]".formatted(size.length));
    }
    Optional<JsonNode> counts = fields.node("counts");
    return FrameMask.of(
        counts.isPresent() && counts.get().isArray()
            ? StatedRuns.mask(size[0], size[1], JsonFields.wholes("key counts", counts.get()))
            : StatedRuns.mask(size[0], size[1], fields.text("counts")));
  }
}
