package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelFrame;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.Prompt;

/**
 * Answers prompts about one image at a time, as the public {@code SamPredictor} does: {@link
 * #setImage} encodes the image, then {@link #predict} is cheap and may be called any number of
 * times. Not safe for use by several threads; several predictors may share one segmenter.
 */
public final class SamPredictor implements AutoCloseable {

  private final Segmenter segmenter;
  private ImageEmbedding embedding;
  private LogitUpsampler upsampler;

  /** A predictor over a loaded model; the segmenter stays the caller's to close. */
  public SamPredictor(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  /**
   * Encodes the image that the next prompts are about.
   *
   * @throws org.maskfoundry.model.DeviceMemoryException where the device cannot hold the image
   */
  public void setImage(RgbImage image) {
    resetImage();
    embedding = segmenter.encode(image);
    ModelFrame frame = embedding.frame();
    upsampler =
        new LogitUpsampler(
            segmenter.description().maskSize(),
            frame.modelSize(),
            frame.resizedHeight(),
            frame.resizedWidth(),
            frame.imageHeight(),
            frame.imageWidth());
  }

  /** Whether there is an image that prompts can be about. */
  public boolean isImageSet() {
    return embedding != null;
  }

  /** Forgets the image and gives its memory back. */
  public void resetImage() {
    if (embedding != null) {
      embedding.close();
      embedding = null;
      upsampler = null;
    }
  }

  /**
   * The masks for one prompt, in the decoder's order: three for {@link MaskAnswer#MULTIPLE} (for
   * prompts that leave a doubt, such as a single point), one for {@link MaskAnswer#SINGLE}.
   *
   * @param prompt points, box and mask in pixels of the image; a mask prompt is an earlier answer's
   *     {@link PredictedMask#lowResolutionLogits}
   * @throws IllegalStateException before {@link #setImage}
   * @throws IllegalArgumentException for a mask prompt the model does not take, or of another size
   */
  public List<PredictedMask> predict(Prompt prompt, MaskAnswer answer) {
    return predict(List.of(prompt), answer).get(0);
  }

  /** The masks for several prompts, decoded together; one list for each prompt, in their order. */
  public List<List<PredictedMask>> predict(List<Prompt> prompts, MaskAnswer answer) {
    ImageEmbedding image = imageEmbedding();
    DecodedMasks answers = segmenter.decode(image, prompts, answer);
    float threshold = segmenter.description().maskThreshold();
    List<List<PredictedMask>> predicted = new ArrayList<>();
    for (int prompt = 0; prompt < answers.prompts(); prompt++) {
      List<PredictedMask> masks = new ArrayList<>();
      for (int mask = 0; mask < answers.masksPerPrompt(); mask++) {
        masks.add(
            new PredictedMask(
                answers.predictedIou(prompt, mask),
                answers.logits(prompt, mask),
                threshold,
                upsampler));
      }
      predicted.add(List.copyOf(masks));
    }
    return List.copyOf(predicted);
  }

  /**
   * The image's embedding, for those who keep it.
   *
   * @throws IllegalStateException before {@link #setImage}
   */
  public ImageEmbedding imageEmbedding() {
    if (embedding == null) {
      throw new IllegalStateException("Call setImage before asking about an image");
    }
    return embedding;
  }

  @Override
  public void close() {
    resetImage();
  }
}
