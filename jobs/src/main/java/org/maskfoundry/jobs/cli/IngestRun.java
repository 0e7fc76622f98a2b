package org.maskfoundry.jobs.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.annotation.AnnotationFormat;
import org.maskfoundry.config.Settings;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.phase.AnnotatedPhase;
import org.maskfoundry.jobs.phase.AnnotationWork;
import org.maskfoundry.jobs.phase.AssistedManual;
import org.maskfoundry.jobs.phase.IngestReport;
import org.maskfoundry.jobs.phase.SemiAutomaticReview;
import org.maskfoundry.jobs.phase.StopRequest;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.ingest.FileProblem;

/**
 * What {@code ingest} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param phase the phase people annotated in
 * @param annotations the files
 * @param images the images
 * @param output the dataset
 * @param format the files' format, empty to recognise each
 * @param cocoImages the COCO file that lists the images of results
 * @param settings all settings
 */
record IngestRun(
    Phase phase,
    String annotations,
    String images,
    String output,
    Optional<AnnotationFormat> format,
    Optional<String> cocoImages,
    Settings settings) {

  private static final int PROBLEMS_TOLD = 20;
  private static final double MILLISECONDS = 1000;

  ExitCode ingest(SummarisedCommand command, CommandSummary summary) throws Exception {
    TerminationSignal stop =
        TerminationSignal.listen(() -> command.progress("Stopping when the wave is finished ..."));
    Callable<AnnotatedPhase> start = () -> start(command, summary, stop);
    AnnotatedPhase job = SparkFailures.unwrap(start);
    IngestReport report =
        SparkFailures.unwrap(() -> summary.time("ingest", () -> job.run(observer(command))));
    summarise(report, job.dataset(), summary);
    report.problems().stream()
        .limit(PROBLEMS_TOLD)
        .map(FileProblem::message)
        .forEach(command::progress);
    if (report.files() == 0) {
      command.progress(
          "No annotation files in %s: files are taken for annotations by their extension (json, xml, png, txt) unless they are images of --images"
              .formatted(annotations));
    }
    Duration elapsed = Duration.ofMillis(Math.round(MILLISECONDS * summary.elapsedSeconds()));
    command.result(IngestTable.of(report, job.dataset(), elapsed));
    return ExitCode.of(report.outcome());
  }

  private AnnotatedPhase start(SummarisedCommand command, CommandSummary summary, StopRequest stop)
      throws Exception {
    SparkSession spark =
        summary.time("start_spark", () -> SparkSessions.start("maskfoundry ingest"));
    AnnotationWork work =
        new AnnotationWork(
            annotations, images, output, format, cocoImages, command.commandLine(), settings);
    return switch (phase) {
      case ASSISTED_MANUAL -> new AssistedManual(spark, work, stop);
      case SEMI_AUTOMATIC -> new SemiAutomaticReview(spark, work, stop);
      case FULLY_AUTOMATIC ->
          throw new IllegalArgumentException("Nobody annotates in phase " + phase.tableName());
    };
  }

  private static AnnotatedPhase.Observer observer(SummarisedCommand command) {
    return new AnnotatedPhase.Observer() {
      @Override
      public void listed(long listedImages, long files) {
        command.progress("%,d images, %,d annotation files".formatted(listedImages, files));
      }

      @Override
      public void waveFinished(long wave) {
        command.progress("wave %d is written".formatted(wave));
      }
    };
  }

  private static void summarise(IngestReport report, String dataset, CommandSummary summary) {
    summary.count("listed", report.listed());
    summary.count("files", report.files());
    summary.count("unreadable_files", report.problems().size());
    summary.count("ignored_files", report.ignored().size());
    summary.count("images", report.counts().images());
    summary.count("failed", report.counts().failed());
    summary.count("errors", report.counts().errors());
    summary.count("masks", report.counts().masks());
    summary.count("rejected", report.annotations().rejected());
    summary.count("dropped", report.annotations().dropped());
    summary.count("findings", report.annotations().findings());
    summary.put("figures", report.figures().values());
    summary.put("masks_by_annotator", report.figures().masksByAnnotator());
    summary.put("formats", report.formats());
    summary.put("file_problems", problems(report));
    summary.put("ignored_files", report.ignored());
    summary.put("run_id", report.runId());
    summary.put("run_outcome", report.outcome().tableName());
    summary.put("branch", report.branch());
    summary.put("dataset", dataset);
  }

  private static List<Map<String, String>> problems(IngestReport report) {
    return report.problems().stream()
        .map(
            problem ->
                Map.of(
                    "file", problem.file(), "code", problem.code(), "message", problem.message()))
        .toList();
  }
}
