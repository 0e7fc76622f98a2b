package org.maskfoundry.segment;

import java.nio.FloatBuffer;
import java.util.List;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelFrame;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.SegmenterDescription;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/**
 * Answers every point with the disc that holds it, at full, two thirds and one third of its radius.
 * Discs are stated in shares of the model's frame, so every crop shows the same discs.
 */
final class DiscSegmenter implements Segmenter {

  static final int MODEL_SIZE = 64;
  static final int MASK_SIZE = 16;

  /** A disc, in pixels of the model's 64 by 64 frame; logits fall by {@code steepness} a pixel. */
  record Disc(double x, double y, double radius, float predictedIou, double steepness) {
    double logit(double atX, double atY, double share) {
      return steepness * (share * radius - Math.hypot(atX - x, atY - y));
    }
  }

  private final List<Disc> discs;
  int largestBatch;
  int encodes;
  int encodeBatch = 1;
  int fittingEncodes = Integer.MAX_VALUE;
  int mostImages;
  int open;
  int mostOpen;

  DiscSegmenter(Disc... discs) {
    this.discs = List.of(discs);
  }

  @Override
  public SegmenterDescription description() {
    return new SegmenterDescription(
        "discs", "d15c", "cpu", MODEL_SIZE, MASK_SIZE, 0f, false, encodeBatch, 16);
  }

  @Override
  public List<ImageEmbedding> encodeAll(List<RgbImage> images) {
    mostImages = Math.max(mostImages, images.size());
    return Segmenter.super.encodeAll(images);
  }

  @Override
  public ImageEmbedding encode(RgbImage image) {
    if (encodes == fittingEncodes) {
      throw new DeviceMemoryException("No further image fits", null);
    }
    encodes++;
    open++;
    mostOpen = Math.max(mostOpen, open);
    ModelFrame frame = ModelFrame.of(image.height(), image.width(), MODEL_SIZE);
    return new ImageEmbedding() {
      private boolean closed;

      @Override
      public ModelFrame frame() {
        return frame;
      }

      @Override
      public float[] toArray() {
        return new float[1];
      }

      @Override
      public int[] shape() {
        return new int[] {1, 1, 1};
      }

      @Override
      public void close() {
        open -= closed ? 0 : 1;
        closed = true;
      }
    };
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, MaskAnswer answer) {
    largestBatch = Math.max(largestBatch, prompts.size());
    int masks = answer.masksPerPrompt();
    FloatBuffer logits = FloatBuffer.allocate(prompts.size() * masks * MASK_SIZE * MASK_SIZE);
    FloatBuffer ious = FloatBuffer.allocate(prompts.size() * masks);
    for (Prompt prompt : prompts) {
      PointPrompt point = prompt.points().get(0);
      double x = point.x() * embedding.frame().scaleX();
      double y = point.y() * embedding.frame().scaleY();
      for (int mask = 0; mask < masks; mask++) {
        answer(x, y, 1 - mask / 3.0, logits, ious);
      }
    }
    return DecodedMasks.ofAll(prompts.size(), masks, MASK_SIZE, logits.rewind(), ious.rewind());
  }

  private void answer(double x, double y, double share, FloatBuffer logits, FloatBuffer ious) {
    Disc hit =
        discs.stream()
            .filter(disc -> disc.logit(x, y, 1) > 0)
            .findFirst()
            .orElse(new Disc(x, y, 0, 0f, 1));
    ious.put(hit.predictedIou() * (float) share);
    double step = MODEL_SIZE / (double) MASK_SIZE;
    for (int row = 0; row < MASK_SIZE; row++) {
      for (int column = 0; column < MASK_SIZE; column++) {
        logits.put((float) hit.logit((column + 0.5) * step, (row + 0.5) * step, share));
      }
    }
  }

  @Override
  public void close() {}
}
