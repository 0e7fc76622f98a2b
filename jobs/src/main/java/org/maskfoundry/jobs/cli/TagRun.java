package org.maskfoundry.jobs.cli;

import java.util.Optional;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.table.DatasetVersions;

/**
 * What {@code tag} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param dataset the dataset
 * @param name the tag
 * @param run the run whose state is named, empty for what is published now
 */
record TagRun(String dataset, String name, Optional<String> run) {

  /** Tells a dataset to name a snapshot. */
  private interface Naming {
    void of(DatasetVersions versions, long snapshotId);
  }

  ExitCode make(SummarisedCommand command, CommandSummary summary) throws Exception {
    return tag(command, summary, (versions, snapshotId) -> versions.tag(name, snapshotId));
  }

  ExitCode move(SummarisedCommand command, CommandSummary summary) throws Exception {
    return tag(command, summary, (versions, snapshotId) -> versions.moveTag(name, snapshotId));
  }

  private ExitCode tag(SummarisedCommand command, CommandSummary summary, Naming naming)
      throws Exception {
    var spark = summary.time("start_spark", () -> SparkSessions.start("maskfoundry tag"));
    long snapshotId =
        SparkFailures.unwrap(
            () -> {
              DatasetVersions versions = DatasetVersions.open(spark, dataset);
              long found = run.map(versions::snapshot).orElseGet(versions::published);
              naming.of(versions, found);
              return found;
            });
    summary.put("tag", name);
    summary.put("snapshot_id", snapshotId);
    command.result("%s is snapshot %d of %s".formatted(name, snapshotId, dataset));
    return ExitCode.SUCCEEDED;
  }
}
