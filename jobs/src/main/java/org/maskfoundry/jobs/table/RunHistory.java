package org.maskfoundry.jobs.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The runs of a dataset and how they stand; no row of table {@code annotations} is read. */
public final class RunHistory {

  private final String location;
  private final RunTable runs;
  private final Optional<AnnotationTable> annotations;

  private RunHistory(String location, RunTable runs, Optional<AnnotationTable> annotations) {
    this.location = location;
    this.runs = runs;
    this.annotations = annotations;
  }

  /**
   * Opens a dataset to look at its runs.
   *
   * @param dataset as {@link DatasetCatalog#open} takes it
   * @throws DatasetException where there is no dataset
   */
  public static RunHistory open(SparkSession spark, String dataset) {
    DatasetCatalog catalog = DatasetCatalog.open(spark, dataset);
    RunTable runs =
        RunTable.find(catalog)
            .orElseThrow(
                () ->
                    new DatasetException(
                        "No runs at %s: expected a table named %s there. Name the folder that was given to generate as --output"
                            .formatted(catalog.location(), RunTable.NAME)));
    return new RunHistory(catalog.location(), runs, AnnotationTable.find(catalog));
  }

  /**
   * One run.
   *
   * @throws DatasetException where there is no such run
   */
  public RunStatus run(String runId) {
    List<RunRecord> records = runs.records();
    return records.stream()
        .filter(record -> record.runId().equals(runId))
        .findFirst()
        .map(this::status)
        .orElseThrow(
            () ->
                new DatasetException(
                    "No run %s at %s: expected one of %s"
                        .formatted(
                            runId, location, records.stream().map(RunRecord::runId).toList())));
  }

  /**
   * The runs that have not ended, or the last one where all have; the newest first.
   *
   * @throws DatasetException where there are no runs
   */
  public List<RunStatus> current() {
    List<RunRecord> records = runs.records();
    if (records.isEmpty()) {
      throw new DatasetException(
          "No runs at %s yet: table %s has no rows".formatted(location, RunTable.NAME));
    }
    List<RunRecord> running =
        records.stream().filter(record -> record.outcome() == RunOutcome.RUNNING).toList();
    return (running.isEmpty() ? records.subList(0, 1) : running)
        .stream().map(this::status).toList();
  }

  /** A branch that a run goes on from holds what earlier runs committed. */
  private RunStatus status(RunRecord record) {
    Optional<Instant> lastCommit =
        annotations
            .flatMap(table -> table.lastCommit(record.branch()))
            .filter(commit -> commit.isAfter(record.startedAt()));
    return new RunStatus(record, lastCommit, Instant.now());
  }
}
