package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.maskfoundry.config.ProductVersion;
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
  interface Body {
    RunReport run() throws IOException;
  }

  private final RunTable runs;
  private final AutomaticWork work;
  private final RunKey key;
  private final Instant startedAt = Instant.now();
  private final String runId = RunIds.create(startedAt);

  RunJournal(DatasetCatalog catalog, AutomaticWork work, RunKey key) {
    this.runs = RunTable.findOrCreate(catalog);
    this.work = work;
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
  RunReport record(Optional<RunBranch> branch, Body body) throws IOException {
    RunRecord begun = begun(branch.map(RunBranch::name).orElse(""));
    runs.put(begun);
    try {
      RunReport report = body.run();
      runs.put(
          begun.ended(report.outcome(), Instant.now(), counts(report), report.counts().errors()));
      return report;
    } catch (CommitStateUnknownException unknown) {
      throw unknown;
    } catch (IOException | RuntimeException failure) {
      try {
        runs.put(begun.ended(RunOutcome.FAILED, Instant.now(), Map.of(), Map.of()));
      } catch (RuntimeException notWritten) {
        failure.addSuppressed(notWritten);
      }
      throw failure;
    }
  }

  private RunRecord begun(String branch) {
    return new RunRecord(
        runId,
        work.command(),
        key,
        work.settings().rendered(),
        work.modelName(),
        branch,
        RunOutcome.RUNNING,
        startedAt,
        Optional.empty(),
        Map.of(),
        Map.of(),
        ProductVersion.current().toString());
  }

  private static Map<String, Long> counts(RunReport report) {
    return Map.of(
        "listed", report.plan().listed(),
        "done_before", report.plan().done(),
        "images", report.counts().images(),
        "failed", report.counts().failed(),
        "masks", report.counts().masks(),
        "waves", report.plan().waves());
  }
}
