package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskfoundry.detect.DetectorBundle;
import org.maskfoundry.jobs.spark.RemoteFolder;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.ModelException;
import picocli.CommandLine.Option;

/** The option that names a detector. */
final class DetectorOption {

  @Option(
      names = "--detector",
      paramLabel = "PATH",
      description =
          "A folder made by train-detector, or an ONNX model: torchvision, YOLO with or without"
              + " suppression, RT-DETR, D-FINE, DEIM or DETR, told by its inputs and outputs. The"
              + " embedded detector where it is absent, with the embedded model.")
  private String location;

  /**
   * The detector that was named, or the embedded one.
   *
   * @throws ModelException where it is no detector, or does not go with the model
   */
  DetectorBundle detector(Bundle model) throws IOException {
    DetectorBundle detector = location == null ? embedded(model) : named();
    detector.checkModel(model);
    return detector;
  }

  private DetectorBundle named() throws IOException {
    Path path = Path.of(location);
    return DetectorBundle.open(
        Files.exists(path) || !RemoteFolder.isRemote(location)
            ? path
            : RemoteFolder.copy(location));
  }

  private static DetectorBundle embedded(Bundle model) {
    if (!model.digest().equals(Bundle.embedded().digest())) {
      throw new ModelException(
          "Option '--detector' is missing: the model %s comes without a detector. Train one on your masks (maskfoundry train-detector --model ...), or name an ONNX file"
              .formatted(model.name()));
    }
    return DetectorBundle.embedded();
  }
}
