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

/** Keeps a run's row in table {@code runs}, from its beginning to its end. */
final class RunJournal {

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
   */
  <R extends EndedRun> R record(Optional<RunBranch> branch, Body<R> body) throws IOException {
    RunRecord begun = begun(branch.map(RunBranch::name).orElse(""));
    runs.put(begun);
    try {
      R report = body.run();
      runs.put(
          begun.ended(
              report.outcome(),
              Instant.now(),
              report.numbers(),
              report.errors(),
              report.phaseFigures()));
      return report;
    } catch (CommitStateUnknownException unknown) {
      throw unknown;
    } catch (IOException | RuntimeException failure) {
      try {
        runs.put(begun.ended(RunOutcome.FAILED, Instant.now(), Map.of(), Map.of(), Map.of()));
      } catch (RuntimeException notWritten) {
        failure.addSuppressed(notWritten);
      }
      throw failure;
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
