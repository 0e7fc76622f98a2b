package org.maskfoundry.jobs.spark.tasks;

import java.io.IOException;
import java.util.Optional;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.jobs.spark.output.Manifest;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.spark.paint.PaintedImage;

/** Which pictures annotators are shown. */
@FunctionalInterface
public interface ShownPictures {

  /** The images themselves. */
  ShownPictures ORIGINALS = image -> Optional.of(image.fileName());

  /** The path of an image's picture, empty where there is none. */
  Optional<String> of(ImageReference image);

  /**
   * Painted copies.
   *
   * @param folder what {@code paint} filled
   * @throws IOException where its manifest cannot be read
   */
  static ShownPictures painted(OutputFolder folder) throws IOException {
    Manifest<PaintedImage> manifest = Manifest.open(folder, PaintedImage.class);
    return image ->
        manifest
            .line(image.fileName())
            .filter(line -> line.imageId() == image.imageId())
            .flatMap(line -> Optional.ofNullable(line.file()));
  }
}
