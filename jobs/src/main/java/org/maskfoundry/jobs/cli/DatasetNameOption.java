package org.maskfoundry.jobs.cli;

import picocli.CommandLine.Option;

/** The option that names a dataset. */
final class DatasetNameOption {

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      required = true,
      description =
          "The dataset: the folder that was given to generate as --output, or the namespace where"
              + " Spark's configuration has a catalog named maskfoundry.")
  private String dataset;

  /** The dataset's folder or namespace. */
  String name() {
    return dataset;
  }
}
