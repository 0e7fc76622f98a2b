package org.maskfoundry.mask;

/**
 * The way from a model's low-resolution logits {@code [m, m]} to a crop of {@code [height, width]}
 * pixels, prepared once for each crop. It gives what two bilinear resizes give (low resolution to
 * the model's square, its unpadded part to the crop; half-pixel centres, no antialiasing), but
 * never builds the full-size array: see {@link UpsampledLogits}.
 */
public final class LogitUpsampler {

  private final int maskSize;
  private final UpsamplingTaps rows;
  private final UpsamplingTaps columns;

  /**
   * An upsampler for crops of one size.
   *
   * @param maskSize m, side of the low-resolution logits, at least 3
   * @param modelSize S, side of the model's square input, at least m
   * @param resizedHeight rows of the model's input that are not padding
   * @param resizedWidth columns of the model's input that are not padding
   * @param height rows of the crop in pixels
   * @param width columns of the crop in pixels
   * @throws IllegalArgumentException where the sizes do not fit each other
   */
  public LogitUpsampler(
      int maskSize, int modelSize, int resizedHeight, int resizedWidth, int height, int width) {
    if (maskSize < UpsamplingTaps.COUNT
        || modelSize < maskSize
        || resizedHeight < 1
        || resizedHeight > modelSize
        || resizedWidth < 1
        || resizedWidth > modelSize
        || height < 1
        || width < 1) {
      throw new IllegalArgumentException(
          "Expected 3 <= mask size <= model size and an image inside it, found mask %d, model %d, resized %dx%d, crop %dx%d"
              .formatted(maskSize, modelSize, resizedWidth, resizedHeight, width, height));
    }
    this.maskSize = maskSize;
    this.rows = new UpsamplingTaps(maskSize, modelSize, resizedHeight, height);
    this.columns = new UpsamplingTaps(maskSize, modelSize, resizedWidth, width);
  }

  /**
   * One mask's logits, seen at the crop's size.
   *
   * @param logits {@code [m, m]}, row-major; not changed, and not to be changed while the result is
   *     used
   * @throws IllegalArgumentException for another number of logits
   */
  public UpsampledLogits upsample(float[] logits) {
    if (logits.length != maskSize * maskSize) {
      throw new IllegalArgumentException(
          "Expected %d x %d logits, found %d".formatted(maskSize, maskSize, logits.length));
    }
    return new UpsampledLogits(logits, maskSize, rows, columns);
  }
}
