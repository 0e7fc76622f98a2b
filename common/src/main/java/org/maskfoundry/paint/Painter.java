package org.maskfoundry.paint;

import java.util.List;
import org.bytedeco.opencv.global.opencv_photo;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.DeviceSettings;

/**
 * Paints masks into a copy of their image; outside the masks it is the image, bit by bit. Safe for
 * use by several threads at once.
 */
public final class Painter implements AutoCloseable {

  private final Filling filling;

  private Painter(Filling filling) {
    this.filling = filling;
  }

  /** A painter of a style. */
  public static Painter of(PaintSettings settings) {
    return new Painter(
        switch (settings.style()) {
          case OVERLAY -> (image, masks, union) -> MaskOverlay.draw(image, masks);
          case SOLID -> (image, masks, union) -> MaskOverlay.fill(image, masks);
          case BLUR -> (image, masks, union) -> Blurring.blur(image);
          case INPAINT ->
              switch (settings.method()) {
                case TELEA -> new Inpainting(opencv_photo.INPAINT_TELEA);
                case NAVIER_STOKES -> new Inpainting(opencv_photo.INPAINT_NS);
              };
        });
  }

  /**
   * A painter that fills masks with what a model imagines there.
   *
   * @param graph an ONNX model with an image and a mask as inputs and an image as output
   * @throws org.maskfoundry.model.ModelException where it is no such model, with what was found
   */
  public static Painter ofModel(byte[] graph, DeviceSettings device) {
    return new Painter(OnnxInpainting.load(graph, device));
  }

  /**
   * A copy of the image with the masks painted in.
   *
   * @param masks masks of the image's size; the colour of each follows from its index
   * @throws IllegalArgumentException where a mask has another size than the image
   * @throws org.maskfoundry.model.ModelException where a model fails on the image
   */
  public RgbImage paint(RgbImage image, List<RleMask> masks) {
    RleMask union = RleMask.empty(image.height(), image.width());
    for (RleMask mask : masks) {
      MaskOverlay.checkSize(image, mask);
      union = union.union(mask);
    }
    if (union.isEmpty()) {
      return image;
    }
    byte[] inside = union.toBitmap();
    byte[] painted = filling.fill(image, masks, union).pixels();
    byte[] pixels = image.pixels().clone();
    for (int pixel = 0; pixel < inside.length; pixel++) {
      if (inside[pixel] != 0) {
        System.arraycopy(painted, 3 * pixel, pixels, 3 * pixel, 3);
      }
    }
    return new RgbImage(image.height(), image.width(), pixels);
  }

  @Override
  public void close() {
    filling.close();
  }
}
