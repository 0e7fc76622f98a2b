package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.annotation.CheckedAnnotations;
import org.maskfoundry.config.ProductVersion;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.spark.AnnotationSource;
import org.maskfoundry.jobs.spark.ImageSource;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.RowOrigin;
import org.maskfoundry.jobs.spark.SourceFile;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.spark.ingest.FileReading;
import org.maskfoundry.jobs.spark.ingest.FileReports;
import org.maskfoundry.jobs.spark.ingest.ImageChecks;
import org.maskfoundry.jobs.spark.ingest.ImageNames;
import org.maskfoundry.jobs.spark.ingest.IngestSettings;
import org.maskfoundry.jobs.spark.ingest.IngestWaves;
import org.maskfoundry.jobs.table.AnnotationTable;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.jobs.table.PhaseFigures;
import org.maskfoundry.jobs.table.Publication;
import org.maskfoundry.jobs.table.RejectionCounts;
import org.maskfoundry.jobs.table.RunBranch;
import org.maskfoundry.jobs.table.RunBranches;
import org.maskfoundry.jobs.table.RunCounts;
import org.maskfoundry.jobs.table.RunKey;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.jobs.table.RunTable;

/**
 * What the phases in which people annotate have in common. Files of annotations are read and
 * matched with listed images; images of which the files say something new get a row on a branch of
 * the run, wave by wave; where not too much was refused, the branch is published.
 */
public abstract sealed class AnnotatedPhase permits AssistedManual, SemiAutomaticReview {

  private static final String NO_MODEL = "";
  private static final int TASKS_PER_CORE = 2;

  private final AnnotationWork work;
  private final ImageChecks checks;
  private final JobSettings settings;
  private final StopRequest stop;
  private final DatasetCatalog catalog;
  private final ImageSource images;
  private final AnnotationSource annotations;
  private final String cocoImages;
  private final RunKey key;

  /**
   * The phase for one piece of work; nothing is read or written yet.
   *
   * @param checks how what files say of an image becomes its masks
   * @throws org.maskfoundry.jobs.spark.SourceException where there are no such images or files
   */
  AnnotatedPhase(
      Phase phase, SparkSession spark, AnnotationWork work, ImageChecks checks, StopRequest stop)
      throws IOException {
    this.work = work;
    this.checks = checks;
    this.settings = JobSettings.from(work.settings());
    this.stop = stop;
    this.catalog = DatasetCatalog.open(spark, work.output());
    this.images = ImageSource.open(spark, work.images(), catalog.folder());
    this.annotations = AnnotationSource.open(spark, work.annotations());
    this.cocoImages =
        work.cocoImages().isPresent()
            ? AnnotationSource.open(spark, work.cocoImages().get()).file().uri()
            : null;
    this.key =
        new RunKey(
            phase, annotations.name() + " of " + images.name(), NO_MODEL, work.settings().digest());
  }

  /** Where the dataset is, for people. */
  public final String dataset() {
    return catalog.location();
  }

  /** Hears how an ingest comes along. */
  public interface Observer {
    /** It is known what there is to read. */
    void listed(long images, long files);

    /** A wave, counted from 1, is committed to the run's branch. */
    void waveFinished(long wave);
  }

  /**
   * Reads the files and publishes what they say.
   *
   * @return how it ended
   * @throws org.maskfoundry.jobs.table.DatasetException where it cannot be published
   * @throws org.apache.iceberg.exceptions.CommitStateUnknownException where the storage does not
   *     say whether a commit happened; nothing is removed, and a rerun finds out
   */
  public final IngestReport run(Observer observer) throws IOException {
    List<ListedImage> listing = listing();
    Set<String> listed = new HashSet<>();
    listing.forEach(image -> listed.add(image.uri()));
    List<SourceFile> files = annotations.files(listed::contains);
    observer.listed(listing.size(), files.size());

    AnnotationTable table = AnnotationTable.findOrCreate(catalog);
    RunBranches branches = new RunBranches(table, key);
    RunJournal journal =
        new RunJournal(
            catalog, new RunJournal.Request(work.command(), work.settings(), NO_MODEL), key);
    journal.settleKilled(table);
    branches.dropPublished();
    RunTable runs = RunTable.findOrCreate(catalog);
    Optional<RunBranch> before = branches.leftBehind();
    Optional<RunBranch> refused = before.filter(branch -> wasRefused(branch, runs));
    Optional<RunBranch> leftBehind = refused.isPresent() ? Optional.empty() : before;

    FileReports reports = new FileReports(catalog.session().sparkContext());
    IngestWaves waves =
        waves(files, listing, table.rowsOf(key.phase(), leftBehind), journal, reports);
    Optional<RunBranch> branch =
        waves.hasNext() ? Optional.of(branches.create(journal.runId(), leftBehind)) : leftBehind;
    return journal.record(
        branch,
        Map.of("listed", (long) listing.size(), "files", (long) files.size()),
        () -> {
          Ending ending = new Ending(table, branches, journal, listing.size(), files.size());
          for (long wave = 1; branch.isPresent() && waves.hasNext() && !stop.isMade(); wave++) {
            table.append(waves.next(), branch.get());
            journal.progressed(Map.of("waves_done", wave), Map.of());
            observer.waveFinished(wave);
          }
          IngestReport report = ending.settle(branch, reports);
          if (report.outcome() != RunOutcome.STOPPED) {
            refused.ifPresent(branches::drop);
          }
          return report;
        });
  }

  /** The files may have been mended: what they no longer say would stand in the way for good. */
  private static boolean wasRefused(RunBranch branch, RunTable runs) {
    return runs.outcome(branch.runId()).equals(Optional.of(RunOutcome.ERROR_BUDGET_EXCEEDED));
  }

  private List<ListedImage> listing() throws IOException {
    List<ListedImage> listing = new ArrayList<>();
    for (Iterator<ListedImage> found = images.images(); found.hasNext(); ) {
      listing.add(found.next());
    }
    return listing;
  }

  private IngestWaves waves(
      List<SourceFile> files,
      List<ListedImage> listing,
      Dataset<Row> known,
      RunJournal journal,
      FileReports reports) {
    Storage storage = new Storage(catalog.session().sparkContext().hadoopConfiguration());
    IngestWaves.Work tasks =
        new IngestWaves.Work(
            new RowOrigin(journal.runId(), key, ProductVersion.current().toString()),
            TaskSettings.of(work.settings()),
            checks,
            new FileReading(work.format().orElse(null), cocoImages, storage),
            reports);
    int waves = 1 + (listing.size() - 1) / IngestSettings.from(work.settings()).waveImages();
    int cores = catalog.session().sparkContext().defaultParallelism();
    int atOnce = settings.partitions().orElse(TASKS_PER_CORE * cores);
    return IngestWaves.of(
        catalog.session(), tasks, files, new ImageNames(listing), known, waves * atOnce, atOnce);
  }

  /** The end of a run: what it found is weighed, and published where it is good enough. */
  private final class Ending {

    private final AnnotationTable table;
    private final RunBranches branches;
    private final RunJournal journal;
    private final long listed;
    private final long files;

    Ending(
        AnnotationTable table, RunBranches branches, RunJournal journal, long listed, long files) {
      this.table = table;
      this.branches = branches;
      this.journal = journal;
      this.listed = listed;
      this.files = files;
    }

    IngestReport settle(Optional<RunBranch> branch, FileReports reports) {
      RunCounts counts =
          branch.map(made -> RunCounts.of(table.unpublished(made))).orElse(RunCounts.NONE);
      RejectionCounts rejections =
          branch
              .map(made -> RejectionCounts.of(table.unpublished(made), CheckedAnnotations.FINDINGS))
              .orElse(RejectionCounts.NONE);
      RunOutcome outcome = outcome(branch, reports.problems(), counts, rejections);
      // The branch may be gone once it is published.
      Dataset<Row> rows = branch.isPresent() ? table.rows(branch.get()) : table.published();
      double cap = IngestSettings.from(work.settings()).secondsCap();
      PhaseFigures figures = PhaseFigures.of(rows, key.phase(), cap);
      if (outcome == RunOutcome.PUBLISHED) {
        new Publication(table, branches).publish(branch.get());
      }
      boolean kept = outcome == RunOutcome.STOPPED || outcome == RunOutcome.ERROR_BUDGET_EXCEEDED;
      return new IngestReport(
          journal.runId(),
          outcome,
          listed,
          files,
          reports.problems(),
          reports.ignoredFiles(),
          reports.formats(),
          counts,
          rejections,
          figures,
          kept ? branch.map(RunBranch::name).orElse("") : "");
    }

    private RunOutcome outcome(
        Optional<RunBranch> branch,
        Collection<?> problems,
        RunCounts counts,
        RejectionCounts rejections) {
      if (stop.isMade()) {
        return RunOutcome.STOPPED;
      }
      double failedFiles = files == 0 ? 0 : problems.size() / (double) files;
      long rejected = rejections.allRejected();
      double rejectedShare = rejected == 0 ? 0 : rejected / (double) (rejected + counts.masks());
      IngestSettings budgets = IngestSettings.from(work.settings());
      if (Math.max(failedFiles, counts.failedShare()) > settings.errorBudget()
          || rejectedShare > budgets.annotationErrorBudget()) {
        return RunOutcome.ERROR_BUDGET_EXCEEDED;
      }
      return branch.isPresent() ? RunOutcome.PUBLISHED : RunOutcome.NOTHING_TO_DO;
    }
  }
}
