package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Sha256;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names one image file. */
final class ImageOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      required = true,
      description = "The image: JPEG, PNG, WebP, BMP or TIFF.")
  private Path file;

  /**
   * Reads and decodes the image; its path relative to its source is its name alone.
   *
   * @throws ParameterException where there is no such file
   * @throws ImageException where the file is no image that can be used
   */
  InputImage read(ImageSettings settings) throws IOException, ImageException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          command.commandLine(), "Option '--image': there is no file " + file);
    }
    byte[] bytes = Files.readAllBytes(file);
    String name = file.getFileName().toString();
    RgbImage raster = new ImageDecoder(settings).decode(bytes, file.toString());
    String sha256 = Sha256.hex(bytes);
    ImageReference reference =
        new ImageReference(
            ImageIdentity.imageId(name, sha256),
            name,
            file.toUri().toString(),
            bytes.length,
            Files.getLastModifiedTime(file).toMillis(),
            sha256,
            raster.width(),
            raster.height());
    return new InputImage(reference, raster);
  }
}
