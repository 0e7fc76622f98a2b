package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskfoundry.jobs.spark.RemoteFolder;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Option;

/** The option that names the model of a command on Spark: its bundle may lie anywhere. */
final class BundleOption {

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description =
          "A folder made by import-model, on any Hadoop file system; the embedded model where it is"
              + " absent.")
  private String location;

  /**
   * The model that was named, or the embedded one. A bundle elsewhere is copied to this machine.
   *
   * @throws org.maskfoundry.model.ModelException where the folder is no bundle
   */
  Bundle bundle() throws IOException {
    if (location == null) {
      return Bundle.embedded();
    }
    Path path = Path.of(location);
    return Bundle.open(
        Files.exists(path) || !RemoteFolder.isRemote(location)
            ? path
            : RemoteFolder.copy(location));
  }
}
