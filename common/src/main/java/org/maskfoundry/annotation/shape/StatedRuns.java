package org.maskfoundry.annotation.shape;

import java.util.function.Supplier;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.mask.RunSumException;

/** Masks of runs that nobody vouches for, with the code for what is wrong with them. */
public final class StatedRuns {

  private StatedRuns() {}

  /**
   * The mask of column-major runs, background first.
   *
   * @throws MalformedAnnotationException where a run is negative or they do not fill the frame
   */
  public static RleMask mask(int height, int width, int[] runs)
      throws MalformedAnnotationException {
    return checked(() -> RleMask.ofRuns(height, width, runs));
  }

  /**
   * The mask of a COCO string.
   *
   * @throws MalformedAnnotationException where it is malformed or does not fill the frame
   */
  public static RleMask mask(int height, int width, String counts)
      throws MalformedAnnotationException {
    return checked(() -> RleMask.ofCocoString(height, width, counts));
  }

  /**
   * The mask of row-major runs, background first.
   *
   * @throws MalformedAnnotationException where a run is negative, they do not fill the frame, or it
   *     has more than 200 million pixels
   */
  public static RleMask rowMajorMask(int height, int width, int[] runs)
      throws MalformedAnnotationException {
    FrameLimit.check(height, width);
    return checked(() -> RleMask.ofRowMajorRuns(height, width, runs));
  }

  private static RleMask checked(Supplier<RleMask> runs) throws MalformedAnnotationException {
    try {
      return runs.get();
    } catch (RunSumException wrong) {
      throw new MalformedAnnotationException(
          AnnotationProblem.RUN_SUM, wrong.getMessage() + "; export it again");
    } catch (IllegalArgumentException wrong) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED, wrong.getMessage() + "; export it again");
    }
  }
}
