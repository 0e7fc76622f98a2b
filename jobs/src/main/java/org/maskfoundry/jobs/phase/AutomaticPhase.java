package org.maskfoundry.jobs.phase;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.ProductVersion;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.spark.ImageSource;
import org.maskfoundry.jobs.spark.ImageSpool;
import org.maskfoundry.jobs.spark.ImageWaves;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.RowOrigin;
import org.maskfoundry.jobs.spark.RunMeter;
import org.maskfoundry.jobs.spark.RunProgress;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.spark.WaveSettings;
import org.maskfoundry.jobs.spark.isolation.LocalWork;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.table.AnnotationTable;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.jobs.table.PendingImages;
import org.maskfoundry.jobs.table.Publication;
import org.maskfoundry.jobs.table.RunBranch;
import org.maskfoundry.jobs.table.RunBranches;
import org.maskfoundry.jobs.table.RunCounts;
import org.maskfoundry.jobs.table.RunKey;
import org.maskfoundry.jobs.table.RunOutcome;

/**
 * What the phases in which models annotate have in common. Images are listed; those without a row
 * are annotated wave by wave on a branch of the run; where not too many failed, the branch is
 * published. A rerun goes on from what an earlier one left.
 */
public abstract sealed class AutomaticPhase permits SemiAutomatic, FullyAutomatic {

  private final AutomaticWork work;
  private final JobSettings settings;
  private final RunObserver observer;
  private final StopRequest stop;
  private final DatasetCatalog catalog;
  private final ImageSource source;
  private final RunKey key;
  private final WaveSize firstWave;

  /**
   * The phase for one piece of work; nothing is read or written yet.
   *
   * @throws org.maskfoundry.jobs.spark.SourceException where there are no such images
   */
  AutomaticPhase(
      Phase phase, SparkSession spark, AutomaticWork work, RunObserver observer, StopRequest stop)
      throws IOException {
    this.work = work;
    this.settings = JobSettings.from(work.settings());
    this.observer = observer;
    this.stop = stop;
    this.catalog = DatasetCatalog.open(spark, work.output());
    this.source = ImageSource.open(spark, work.images(), catalog.folder());
    this.key = new RunKey(phase, source.name(), work.modelDigest(), work.settings().digest());
    this.firstWave =
        WaveSize.first(
            WaveSettings.from(work.settings()), spark.sparkContext().defaultParallelism());
  }

  /** Where the dataset is, for people. */
  public final String dataset() {
    return catalog.location();
  }

  /** What {@link #run} would do now; nothing is written. */
  public final RunPlan plan() throws IOException {
    Optional<AnnotationTable> table = AnnotationTable.find(catalog);
    Optional<RunBranch> leftBehind =
        table.flatMap(found -> new RunBranches(found, key).leftBehind());
    try (PendingWork pending = pending(table, leftBehind)) {
      return pending.plan();
    }
  }

  /**
   * Does what is missing and publishes it.
   *
   * @return how it ended
   * @throws org.maskfoundry.jobs.table.DatasetException where it cannot be published
   * @throws org.apache.iceberg.exceptions.CommitStateUnknownException where the storage does not
   *     say whether a commit happened; nothing is removed, and a rerun finds out
   */
  public final RunReport run() throws IOException {
    AnnotationTable table = AnnotationTable.findOrCreate(catalog);
    RunBranches branches = new RunBranches(table, key);
    RunJournal journal =
        new RunJournal(
            catalog,
            new RunJournal.Request(work.command(), work.settings(), work.modelName()),
            key);
    journal.settleKilled(table);
    branches.dropPublished();
    Optional<RunBranch> leftBehind = branches.leftBehind();
    try (PendingWork pending = pending(Optional.of(table), leftBehind)) {
      observer.planned(pending.plan());
      Optional<RunBranch> branch =
          pending.images().size() == 0
              ? leftBehind
              : Optional.of(branches.create(journal.runId(), leftBehind));
      return journal.record(
          branch,
          pending.plan().numbers(),
          () -> {
            if (branch.isEmpty()) {
              return report(journal, RunOutcome.NOTHING_TO_DO, pending, RunCounts.NONE, "");
            }
            annotate(pending, table, branch.get(), journal);
            return settle(pending, table, branches, branch.get(), journal);
          });
    }
  }

  private PendingWork pending(Optional<AnnotationTable> table, Optional<RunBranch> branch)
      throws IOException {
    return PendingWork.of(
        PendingImages.of(
            source.images(), catalog.session(), table, branch, key, work.retryErrors()),
        work,
        firstWave);
  }

  private void annotate(
      PendingWork pending, AnnotationTable table, RunBranch branch, RunJournal journal)
      throws IOException {
    RowOrigin origin = new RowOrigin(journal.runId(), key, ProductVersion.current().toString());
    ImageWaves waves =
        new ImageWaves(
            catalog.session(),
            origin,
            TaskSettings.of(work.settings()),
            work.annotators(),
            settings.partitions(),
            WatchSettings.from(work.settings()));
    LocalWork memory = LocalWork.begin(catalog.session().sparkContext(), catalog.location());
    WaveLog log = new WaveLog(journal.runId(), pending.plan().waves());
    WavePace pace = WavePace.of(firstWave);
    ImageSpool images = pending.images();
    try (ImageSpool.Reader pieces = images.read();
        RunMeter meter = new RunMeter(catalog.session().sparkContext(), images.size())) {
      observer.started(meter::now);
      for (long wave = 1; pieces.hasNext() && !stop.isMade(); wave++) {
        List<ListedImage> piece = pieces.next(pace.images());
        pace.begin();
        table.append(waves.rows(piece, meter), branch);
        pace.end(piece.size());
        RunProgress progress = meter.now();
        journal.progressed(numbers(wave, progress, pace.images()), progress.errors());
        log.waveFinished(wave, progress);
        observer.waveFinished(wave, progress);
      }
    } finally {
      observer.finished();
      memory.end();
    }
  }

  private static Map<String, Long> numbers(long waves, RunProgress progress, int nextWave) {
    return Map.of(
        "waves_done", waves,
        "images_done", progress.done(),
        "images_in_work", Math.min(nextWave, progress.total() - progress.done()),
        "failed", progress.failed(),
        "masks", progress.masks());
  }

  private RunReport settle(
      PendingWork pending,
      AnnotationTable table,
      RunBranches branches,
      RunBranch branch,
      RunJournal journal) {
    RunCounts counts = RunCounts.of(stillThere(table.unpublished(branch), pending.vanished()));
    if (stop.isMade()) {
      return report(journal, RunOutcome.STOPPED, pending, counts, branch.name());
    }
    if (counts.failedShare() > settings.errorBudget()) {
      return report(journal, RunOutcome.ERROR_BUDGET_EXCEEDED, pending, counts, branch.name());
    }
    new Publication(table, branches).publish(branch);
    return report(journal, RunOutcome.PUBLISHED, pending, counts, "");
  }

  /** An image that was removed as it could not be mended does not weigh any more. */
  private static Dataset<Row> stillThere(Dataset<Row> rows, Set<String> vanished) {
    return rows.filter(
        col("error").isNull().or(not(col("image.file_name").isInCollection(vanished))));
  }

  private static RunReport report(
      RunJournal journal,
      RunOutcome outcome,
      PendingWork pending,
      RunCounts counts,
      String branch) {
    return new RunReport(journal.runId(), outcome, pending.plan(), counts, branch);
  }
}
