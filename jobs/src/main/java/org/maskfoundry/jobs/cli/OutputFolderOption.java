package org.maskfoundry.jobs.cli;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names a folder to fill. */
final class OutputFolderOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write: a path, or a URI of any file system Spark knows.")
  private String folder;

  /** The folder, whatever is in it. */
  OutputFolder open(SparkSession spark) {
    return OutputFolder.of(folder, spark.sparkContext().hadoopConfiguration());
  }

  /**
   * The folder, new or empty: what lies in it afterwards is all of one version.
   *
   * @throws ParameterException where something is in it
   */
  OutputFolder openEmpty(SparkSession spark) throws IOException {
    OutputFolder opened = open(spark);
    if (!opened.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "Option '--output': %s is not empty; expected a new or an empty folder"
              .formatted(opened.name()));
    }
    return opened;
  }
}
