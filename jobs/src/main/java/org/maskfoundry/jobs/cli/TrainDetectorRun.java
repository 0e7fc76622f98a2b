package org.maskfoundry.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.detect.DetectionFigures;
import org.maskfoundry.detect.DetectorConf;
import org.maskfoundry.jobs.phase.DetectorTraining;
import org.maskfoundry.jobs.phase.TrainingWork;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.training.TrainingRound;

/**
 * What {@code train-detector} does, apart from the command, whose class is loaded without Spark.
 *
 * @param work what is trained with what
 */
record TrainDetectorRun(TrainingWork work) {

  ExitCode train(SummarisedCommand command, CommandSummary summary) throws Exception {
    TerminationSignal stop =
        TerminationSignal.listen(
            () -> command.progress("Stopping when the wave or the round is finished ..."));
    SparkSession spark =
        summary.time(
            "start_spark",
            () ->
                SparkSessions.start(
                    "maskfoundry train-detector", DeviceSettings.from(work.settings()).device()));
    DetectorTraining training = new DetectorTraining(spark, work, observer(command), stop);
    DetectorTraining.Report report =
        SparkFailures.unwrap(() -> summary.time("train", training::run));
    summary.count("images", report.images());
    summary.count("boxes", report.boxes());
    summary.count("errors", report.failed());
    if (report.outcome() == RunOutcome.ERROR_BUDGET_EXCEEDED) {
      command.result(
          "No detector: %,d images are left and %s failed, more than error_budget allows"
              .formatted(report.images(), ReportTable.byCode(report.failed())));
    }
    report.conf().ifPresent(conf -> tell(conf, command, summary));
    return ExitCode.of(report.outcome());
  }

  private void tell(DetectorConf conf, SummarisedCommand command, CommandSummary summary) {
    summary.put("figures", conf.figures());
    summary.put("training", conf.training());
    summary.location("detector", work.output());
    command.result(told(conf));
    command.result("The detector is in " + work.output());
  }

  private static DetectorTraining.Observer observer(SummarisedCommand command) {
    return new DetectorTraining.Observer() {
      @Override
      public void listed(long images, long boxes) {
        command.progress("%,d images with %,d masks to learn from".formatted(images, boxes));
      }

      @Override
      public void embedded(long images, long failed) {
        command.progress("%,d images embedded, %,d failed".formatted(images, failed));
      }

      @Override
      public void roundEnded(int images, TrainingRound round) {
        DetectionFigures heldOut = round.heldOut();
        command.progress(
            String.format(
                Locale.ROOT,
                "%,d images, step %,d: loss %.3f; held out: AR@10 %.3f, AR@100 %.3f, AP50 %.3f",
                images,
                round.steps(),
                round.loss(),
                heldOut.recallOfTen(),
                heldOut.recallOfHundred(),
                heldOut.precision()));
      }
    };
  }

  /** The figures as a table, one line for each training, the last for boxes drawn at random. */
  static String told(DetectorConf conf) {
    StringBuilder table = new StringBuilder("              images   AR@10  AR@100    AP50");
    Object curve = conf.figures().get("curve");
    if (curve instanceof List<?> points) {
      for (Object point : points) {
        line(table, "trained on", (Map<?, ?>) point, "");
      }
    } else {
      Map<String, Object> whole = new java.util.HashMap<>(conf.figures());
      whole.put("images", conf.training().get("images"));
      line(table, "trained on", whole, "");
    }
    line(table, "by chance", conf.figures(), "chance_");
    return table.toString();
  }

  private static void line(StringBuilder table, String name, Map<?, ?> figures, String prefix) {
    Object images = figures.get("images");
    table.append(
        String.format(
            Locale.ROOT,
            "%n%-12s%8s%8.3f%8.3f%8.3f",
            name,
            images == null ? "" : images,
            ((Number) figures.get(prefix + "ar_10")).doubleValue(),
            ((Number) figures.get(prefix + "ar_100")).doubleValue(),
            ((Number) figures.get(prefix + "ap_50")).doubleValue()));
  }
}
