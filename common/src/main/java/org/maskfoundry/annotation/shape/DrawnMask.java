package org.maskfoundry.annotation.shape;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.mask.RleMask;

/**
 * A shape that was drawn.
 *
 * @param mask its pixels, never none
 * @param findings what is to be noted of it
 */
public record DrawnMask(RleMask mask, Set<Finding> findings) {

  /** Copies the set. */
  public DrawnMask {
    Set<Finding> copy = EnumSet.noneOf(Finding.class);
    copy.addAll(findings);
    findings = Collections.unmodifiableSet(copy);
  }

  /** The mask of a shape, if it has pixels. */
  static DrawnMask of(RleMask mask, Set<Finding> findings) throws MalformedAnnotationException {
    if (mask.isEmpty()) {
      throw new MalformedAnnotationException(
          AnnotationProblem.EMPTY_MASK,
          "the shape covers no pixel of the image of %d x %d; draw it again or remove it"
              .formatted(mask.width(), mask.height()));
    }
    return new DrawnMask(mask, findings);
  }
}
