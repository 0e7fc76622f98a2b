package org.maskfoundry.training;

import java.io.IOException;
import java.util.List;
import org.maskfoundry.detect.DetectedBox;

/**
 * An image to learn from.
 *
 * @param name tells it from others; whether it is held out follows from it
 * @param embedding its embedding
 * @param boxes the boxes of its objects, in pixels of the model's square input
 */
public record TrainingImage(String name, Embedding embedding, List<DetectedBox> boxes) {

  /** Gives an image's embedding when it is needed; not all fit the memory at once. */
  public interface Embedding {
    /** The values {@code [C, S, S]}. */
    float[] values() throws IOException;
  }

  /** Copies the list. */
  public TrainingImage {
    boxes = List.copyOf(boxes);
  }
}
