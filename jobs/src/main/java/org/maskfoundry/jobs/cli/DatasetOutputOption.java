package org.maskfoundry.jobs.cli;

import picocli.CommandLine.Option;

/** The option that names the dataset a command adds to. */
final class DatasetOutputOption {

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description =
          "The dataset's folder, made where it is not there. Where the Spark configuration has a"
              + " catalog named maskfoundry, a namespace in it.")
  private String output;

  /** The dataset's folder or namespace. */
  String dataset() {
    return output;
  }
}
