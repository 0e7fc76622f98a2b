package org.maskfoundry.jobs.cli;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.phase.FileReport;
import org.maskfoundry.jobs.phase.Painting;
import org.maskfoundry.jobs.phase.PaintingWork;
import org.maskfoundry.jobs.spark.SparkSessions;

/**
 * What {@code paint} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param work what is painted
 * @param model an inpainting model in place of a style
 */
record PaintRun(PaintingWork work, Optional<byte[]> model) {

  private static final String PAINTED = "painted";

  ExitCode paint(SummarisedCommand command, CommandSummary summary) throws Exception {
    TerminationSignal stop =
        TerminationSignal.listen(() -> command.progress("Stopping when the wave is finished ..."));
    SparkSession spark =
        summary.time("start_spark", () -> SparkSessions.start("maskfoundry paint"));
    FileReport report =
        SparkFailures.unwrap(
            () ->
                summary.time(
                    "paint",
                    () ->
                        new Painting(spark, work, model, stop)
                            .run(FileTable.observer(command, PAINTED))));
    FileTable table = new FileTable(report, PAINTED, work.output());
    table.tell(command, summary);
    return table.exitCode(work.settings());
  }
}
