package org.maskfoundry.bench;

import org.maskfoundry.mask.RleMask;

/**
 * The way from logits to a mask over arrays of full size, as the public Python goes it: to the
 * model's square, its unpadded part to the image, then a comparison for each pixel.
 */
public final class PlainUpsampling {

  private final int maskSize;
  private final int modelSize;
  private final int resizedHeight;
  private final int resizedWidth;
  private final int height;
  private final int width;

  /** An upsampling of {@link BlobLogits} to images of that size. */
  public PlainUpsampling(int height, int width) {
    this(
        BlobLogits.MASK_SIZE,
        BlobLogits.MODEL_SIZE,
        BlobLogits.resized(height, Math.max(height, width)),
        BlobLogits.resized(width, Math.max(height, width)),
        height,
        width);
  }

  /**
   * An upsampling to images of one size.
   *
   * @param maskSize side of the low-resolution logits
   * @param modelSize side of the model's square input
   * @param resizedHeight rows of the model's input that are not padding
   * @param resizedWidth columns of the model's input that are not padding
   * @param height rows of the image
   * @param width columns of the image
   */
  public PlainUpsampling(
      int maskSize, int modelSize, int resizedHeight, int resizedWidth, int height, int width) {
    this.maskSize = maskSize;
    this.modelSize = modelSize;
    this.resizedHeight = resizedHeight;
    this.resizedWidth = resizedWidth;
    this.height = height;
    this.width = width;
  }

  /** The logits {@code [height, width]}, row-major. */
  public float[] upsample(float[] logits) {
    FloatPlane mask = new FloatPlane(maskSize, maskSize, logits);
    return mask.resized(modelSize, modelSize)
        .cut(resizedHeight, resizedWidth)
        .resized(height, width)
        .values();
  }

  /** How many logits lie above a threshold. */
  public static int area(float[] logits, float threshold) {
    int area = 0;
    for (float logit : logits) {
      area += logit > threshold ? 1 : 0;
    }
    return area;
  }

  /** The mask of the logits above a threshold. */
  public RleMask mask(float[] logits, float threshold) {
    byte[] bitmap = new byte[logits.length];
    for (int pixel = 0; pixel < bitmap.length; pixel++) {
      bitmap[pixel] = (byte) (logits[pixel] > threshold ? 1 : 0);
    }
    return RleMask.ofBitmap(height, width, bitmap);
  }
}
