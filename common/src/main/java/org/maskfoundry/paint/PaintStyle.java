package org.maskfoundry.paint;

import java.util.List;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

/** How masks are painted into a copy of their image. */
public enum PaintStyle {
  /** Translucent, each in a colour of its own, with an outline. */
  OVERLAY {
    @Override
    RgbImage whole(RgbImage image, List<RleMask> masks) {
      return MaskOverlay.draw(image, masks);
    }
  },
  /** Opaque, each in a colour of its own. */
  SOLID {
    @Override
    RgbImage whole(RgbImage image, List<RleMask> masks) {
      return MaskOverlay.fill(image, masks);
    }
  },
  /** Blurred until shapes are gone. */
  BLUR {
    @Override
    RgbImage whole(RgbImage image, List<RleMask> masks) {
      return Blurring.blur(image);
    }
  },
  /** Filled from the surroundings, by fast marching (Telea 2004). */
  INPAINT_TELEA {
    @Override
    RgbImage whole(RgbImage image, List<RleMask> masks) {
      return Inpainting.telea(image, masks);
    }
  },
  /** Filled from the surroundings, by fluid dynamics (Bertalmio et al. 2001). */
  INPAINT_NAVIER_STOKES {
    @Override
    RgbImage whole(RgbImage image, List<RleMask> masks) {
      return Inpainting.navierStokes(image, masks);
    }
  };

  /** An image of which the pixels inside the masks are wanted. */
  abstract RgbImage whole(RgbImage image, List<RleMask> masks);

  /**
   * A copy of the image with the masks painted in; outside them it is the image, bit by bit.
   *
   * @param masks masks of the image's size; the colour of each follows from its index
   * @throws IllegalArgumentException where a mask has another size than the image
   */
  public final RgbImage paint(RgbImage image, List<RleMask> masks) {
    RleMask union = RleMask.empty(image.height(), image.width());
    for (RleMask mask : masks) {
      MaskOverlay.checkSize(image, mask);
      union = union.union(mask);
    }
    if (union.isEmpty()) {
      return image;
    }
    byte[] inside = union.toBitmap();
    byte[] painted = whole(image, masks).pixels();
    byte[] pixels = image.pixels().clone();
    for (int pixel = 0; pixel < inside.length; pixel++) {
      if (inside[pixel] != 0) {
        System.arraycopy(painted, 3 * pixel, pixels, 3 * pixel, 3);
      }
    }
    return new RgbImage(image.height(), image.width(), pixels);
  }
}
