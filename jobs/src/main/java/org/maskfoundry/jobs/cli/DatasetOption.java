package org.maskfoundry.jobs.cli;

import java.util.Optional;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.table.RowSelection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a dataset and which of its rows are wanted. */
final class DatasetOption {

  @Mixin private DatasetNameOption dataset;

  @Option(
      names = "--dataset-version",
      paramLabel = "NAME",
      description =
          "The dataset as it was published then: a tag, the id of a run, or a snapshot's number; see"
              + " the command versions.")
  private String version;

  @Option(
      names = "--model-digest",
      paramLabel = "HEX",
      description =
          "Rows of this model only, by its digest or the first digits of it. Without such options"
              + " the newest row of each image counts.")
  private String modelDigest;

  @Option(
      names = "--settings-digest",
      paramLabel = "HEX",
      description = "Rows of these settings only, by their digest or the first digits of it.")
  private String settingsDigest;

  @Option(names = "--run", paramLabel = "ID", description = "Rows of this run only.")
  private String run;

  @Option(
      names = "--phase",
      paramLabel = "NAME",
      description = "Rows of this phase only: ${COMPLETION-CANDIDATES}.")
  private Phase phase;

  /** The dataset's folder or namespace. */
  String name() {
    return dataset.name();
  }

  /** Which rows are wanted. */
  RowSelection selection() {
    return new RowSelection(
        Optional.ofNullable(modelDigest),
        Optional.ofNullable(settingsDigest),
        Optional.ofNullable(run),
        Optional.ofNullable(phase),
        Optional.ofNullable(version));
  }
}
