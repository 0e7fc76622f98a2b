package org.maskfoundry.model;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.prompt.Prompt;

/**
 * A promptable model on a device: it encodes an image once and then answers batches of prompts.
 * Safe for use by several threads at once.
 */
public interface Segmenter extends AutoCloseable {

  /** What the model is and the sizes it works with. */
  SegmenterDescription description();

  /**
   * Encodes an image (or a crop, as an image of its own): the longest side is scaled to the model's
   * size, normalised, and padded with zeros at right and bottom.
   *
   * @throws DeviceMemoryException where the device cannot hold this one image
   */
  ImageEmbedding encode(RgbImage image);

  /**
   * Encodes several images, together where the model can; a batch that does not fit the device is
   * halved until it does. Each embedding is the caller's to close.
   *
   * @return an embedding for each image, in their order, the same as {@link #encode} gives
   * @throws DeviceMemoryException where the device cannot hold a single image; none is left open
   */
  default List<ImageEmbedding> encodeAll(List<RgbImage> images) {
    List<ImageEmbedding> embeddings = new ArrayList<>();
    try {
      for (RgbImage image : images) {
        embeddings.add(encode(image));
      }
    } catch (RuntimeException failure) {
      embeddings.forEach(ImageEmbedding::close);
      throw failure;
    }
    return embeddings;
  }

  /**
   * Answers prompts about an encoded image, in the order given. A batch that does not fit the
   * device is halved until it does.
   *
   * @param prompts prompts in the pixel frame of the image given to {@link #encode}
   * @param answer whether one mask or three are wanted for each prompt
   * @throws IllegalArgumentException where a prompt has a mask and the model takes none
   * @throws DeviceMemoryException where a single prompt does not fit the device
   */
  DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, MaskAnswer answer);

  /**
   * The same, of which only masks above a predicted IoU are looked at: others need not be drawn,
   * which spares most of the work where few are wanted.
   *
   * @return masks above the threshold; whether others are {@link DecodedMasks#isDrawn drawn} is the
   *     model's affair
   */
  default DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, WantedMasks wanted) {
    return decode(embedding, prompts, wanted.answer());
  }

  /** Batches that did not fit the device and were halved, since the model was loaded. */
  default long batchSplits() {
    return 0;
  }

  /** Gives the device's memory back, after every call under way has returned. */
  @Override
  void close();
}
