package org.maskfoundry.jobs.spark.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.UnreadableImageException;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.paint.MaskOverlay;
import org.maskfoundry.report.MaskPage;

/**
 * A folder to look at: {@code N.png} for each image, its masks drawn over it, where N is the
 * image's id, and {@code index.html} with all of them.
 */
public final class MaskGallery implements Closeable {

  /** The page's file name. */
  public static final String PAGE = "index.html";

  private final OutputFolder folder;
  private final ImageReader images;
  private final MaskPage page;

  /**
   * Begins a gallery.
   *
   * @param images reads the images of rows
   * @param facts what is said at the top of the page, by name
   */
  public MaskGallery(
      OutputFolder folder, ImageReader images, String title, Map<String, String> facts)
      throws IOException {
    this.folder = folder;
    this.images = images;
    this.page =
        new MaskPage(
            new OutputStreamWriter(folder.create(PAGE), StandardCharsets.UTF_8), title, facts);
  }

  /**
   * Adds a row: its image with the masks, or why there are none.
   *
   * @param decoding how the image was decoded when the row was made
   * @param remark what else there is to say of the image, or empty
   */
  public void add(ImageRow row, ImageSettings decoding, String remark) throws IOException {
    String name = row.image().fileName();
    if (row.error().isPresent()) {
      page.addFailure(name, row.error().get());
      return;
    }
    try {
      byte[] content = images.read(row.image());
      RgbImage image = new ImageDecoder(decoding).decode(content, row.image().uri());
      List<RleMask> masks = row.annotations().stream().map(MaskAnnotation::mask).toList();
      RgbImage overlay = MaskOverlay.draw(image, masks);
      folder.write(row.image().imageId() + ".png", ImageWriter.png(overlay));
      page.add(row, image, overlay, remark);
    } catch (UnreadableImageException e) {
      page.addFailure(name, new RowError(e.code(), e.getMessage()));
    } catch (ImageException e) {
      page.addFailure(name, new RowError(e.code(), e.getMessage()));
    }
  }

  /** Ends the page. */
  @Override
  public void close() throws IOException {
    page.close();
  }
}
