package org.maskfoundry.bench;

import org.maskfoundry.mask.RleMask;

/**
 * The way from logits to a mask over arrays of full size, as the public Python goes it: to the
 * model's square, its unpadded part to the image, then a comparison for each pixel.
 */
public final class PlainUpsampling {

  private final int resizedHeight;
  private final int resizedWidth;
  private final int height;
  private final int width;

  /** An upsampling to images of that size. */
  public PlainUpsampling(int height, int width) {
    this.resizedHeight = BlobLogits.resized(height, Math.max(height, width));
    this.resizedWidth = BlobLogits.resized(width, Math.max(height, width));
    this.height = height;
    this.width = width;
  }

  /** The logits {@code [height, width]}, row-major. */
  public float[] upsample(float[] logits) {
    FloatPlane mask = new FloatPlane(BlobLogits.MASK_SIZE, BlobLogits.MASK_SIZE, logits);
    return mask.resized(BlobLogits.MODEL_SIZE, BlobLogits.MODEL_SIZE)
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
