package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.report.FoundObjects;

/**
 * What {@code demo} does, apart from the command, whose class is loaded without Spark.
 *
 * @param images the source, empty for the demo's own images
 * @param output the folder that takes everything
 * @param overrides settings over the model's own, as {@code key=value}
 */
record DemoRun(Optional<String> images, Path output, List<String> overrides) {

  private static final int MOST_ON_PAGE = 100;

  ExitCode show(SummarisedCommand command, CommandSummary summary) throws Exception {
    Bundle bundle = Bundle.embedded();
    Settings settings = settings(bundle);
    summary.settings(settings);
    Path own = output.resolve("images");
    Map<String, List<RleMask>> objects =
        images.isPresent() ? Map.of() : summary.time("images", () -> DemoImages.write(own));
    String dataset = output.resolve("dataset").toString();
    ExitCode outcome =
        new GenerateRun(
                images.orElse(own.toString()), dataset, bundle, settings, RetryErrors.WHEN_CHANGED)
            .generate(command, summary);
    if (outcome != ExitCode.SUCCEEDED) {
      return outcome;
    }
    SparkSession spark = SparkSession.active();
    DemoPage page = new DemoPage(rows(spark, dataset, bundle, settings), objects);
    Path written =
        summary.time(
            "page",
            () ->
                page.write(
                    output.toAbsolutePath(),
                    bundle.name(),
                    ImageSettings.from(settings),
                    spark.sparkContext().hadoopConfiguration()));
    summary.file("page", written);
    tell(page.found(), command, summary);
    command.result("Look at " + written);
    return ExitCode.SUCCEEDED;
  }

  /** The model's own settings; images that fail are shown on the page and stop nothing. */
  private Settings settings(Bundle bundle) {
    SettingsResolver resolver =
        SettingsResolver.of(Job.GENERATE.settings())
            .model(bundle.source(), bundle.defaults())
            .override(JobSettings.ERROR_BUDGET.name() + "=1");
    overrides.forEach(resolver::override);
    Job.GENERATE.checks().forEach(resolver::check);
    return resolver.resolve();
  }

  private static List<ImageRow> rows(
      SparkSession spark, String dataset, Bundle bundle, Settings settings) {
    RowSelection made = RowSelection.generated(bundle.digest(), settings.digest());
    Iterator<Row> read =
        DatasetReader.open(spark, dataset)
            .newestRows(made)
            .orderBy(col("image.file_name"), col("image.image_id"))
            .limit(MOST_ON_PAGE)
            .toLocalIterator();
    List<ImageRow> rows = new ArrayList<>();
    read.forEachRemaining(row -> rows.add(RowMapping.toImageRow(row)));
    return rows;
  }

  private static void tell(FoundObjects found, SummarisedCommand command, CommandSummary summary) {
    if (found.objects() == 0) {
      return;
    }
    summary.count("objects", found.objects());
    summary.count("found_at_iou_0.5", found.atHalf());
    summary.count("found_at_iou_0.75", found.atThreeQuarters());
    command.result(
        "Objects in the rendered scenes: %d, found at IoU 0.5: %d (%d %%), at IoU 0.75: %d (%d %%)"
            .formatted(
                found.objects(),
                found.atHalf(),
                percent(found.atHalf(), found.objects()),
                found.atThreeQuarters(),
                percent(found.atThreeQuarters(), found.objects())));
  }

  private static long percent(int part, int whole) {
    return Math.round(100.0 * part / whole);
  }
}
