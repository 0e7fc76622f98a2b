package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.maskfoundry.config.ProductVersion;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.table.AnnotationTable;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.RunBranch;
import org.maskfoundry.jobs.table.RunKey;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.jobs.table.RunRecord;
import org.maskfoundry.jobs.table.RunTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a run's row in table {@code runs}, from its beginning to its end. */
final class RunJournal {

  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);

  /** A run between its beginning and its end. */
  interface Body<R extends EndedRun> {
    R run() throws IOException;
  }

  /**
   * What a run was asked for.
   *
   * @param command the command line
   * @param settings all settings
   * @param modelName the model's name, empty where no model takes part
   */
  record Request(String command, Settings settings, String modelName) {}

  private final RunTable runs;
  private final Request request;
  private final RunKey key;
  private final Instant startedAt = Instant.now();
  private final String runId = RunIds.create(startedAt);
  private RunRecord row;

  RunJournal(DatasetCatalog catalog, Request request, RunKey key) {
    this.runs = RunTable.findOrCreate(catalog);
    this.request = request;
    this.key = key;
  }

  String runId() {
    return runId;
  }

  /** States how runs of the same work ended that were killed before they could say so. */
  void settleKilled(AnnotationTable table) {
    for (String killed : runs.running(key)) {
      runs.settle(
          killed, table.isPublished(killed) ? RunOutcome.PUBLISHED : RunOutcome.INTERRUPTED);
    }
  }

  /**
   * Does a run and writes down how it ended. Where it is not known whether a commit happened,
   * nothing is written: the next run finds out.
   *
   * @param plan what there is to do: images, waves and the like, by name
   */
  <R extends EndedRun> R record(Optional<RunBranch> branch, Map<String, Long> plan, Body<R> body)
      throws IOException {
    row = begun(branch.map(RunBranch::name).orElse("")).progressed(plan, Map.of());
    runs.put(row);
    try {
      R report = body.run();
      runs.put(
          row.progressed(report.numbers(), report.errors())
              .ended(report.outcome(), Instant.now(), report.phaseFigures()));
      return report;
    } catch (CommitStateUnknownException unknown) {
      throw unknown;
    } catch (IOException | RuntimeException failure) {
      try {
        runs.put(row.ended(RunOutcome.FAILED, Instant.now(), Map.of()));
      } catch (RuntimeException notWritten) {
        failure.addSuppressed(notWritten);
      }
      throw failure;
    }
  }

  /**
   * Writes down how far the run is, for those who look on. It goes on where this cannot be written.
   *
   * @param counts of the finished waves, by name
   * @param errors images that failed in them, by error code
   */
  void progressed(Map<String, Long> counts, Map<String, Long> errors) {
    row = row.progressed(counts, errors);
    try {
      runs.put(row);
    } catch (RuntimeException notWritten) {
      LOG.warn("Run {}: its progress could not be written to table runs", runId, notWritten);
    }
  }

  private RunRecord begun(String branch) {
    return new RunRecord(
        runId,
        request.command(),
        key,
        request.settings().rendered(),
        request.modelName(),
        branch,
        RunOutcome.RUNNING,
        startedAt,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        ProductVersion.current().toString());
  }
}
