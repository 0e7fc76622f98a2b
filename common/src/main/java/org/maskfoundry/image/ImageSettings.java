package org.maskfoundry.image;

import java.io.Serializable;
import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How image files are read.
 *
 * @param exifOrientation what becomes of the orientation in the file
 * @param maxImageMegapixels images that state more million pixels are refused before they are
 *     decoded
 */
public record ImageSettings(ExifOrientation exifOrientation, double maxImageMegapixels)
    implements Serializable {

  /** What becomes of the orientation in the file. */
  public static final Setting<ExifOrientation> EXIF_ORIENTATION =
      Setting.of(
          "exif_orientation",
          SettingType.choice(ExifOrientation.class),
          ExifOrientation.IGNORE,
          "Whether an image is turned as its EXIF data asks; masks lie in the raster that results");

  /** Largest image; 715 megapixels are what one array holds. */
  public static final Setting<Double> MAX_IMAGE_MEGAPIXELS =
      Setting.of(
              "max_image_megapixels",
              SettingType.decimal(0.000001, 715),
              200.0,
              "Images that state more pixels in their header are refused before they are decoded")
          .in("million pixels")
          .withoutEffectOnResults();

  /** The defaults. */
  public static ImageSettings defaults() {
    return from(Settings.defaults(all()));
  }

  /** Every setting {@link #from} reads. */
  public static List<Setting<?>> all() {
    return List.of(EXIF_ORIENTATION, MAX_IMAGE_MEGAPIXELS);
  }

  /** What resolved settings say. */
  public static ImageSettings from(Settings settings) {
    return new ImageSettings(settings.get(EXIF_ORIENTATION), settings.get(MAX_IMAGE_MEGAPIXELS));
  }
}
