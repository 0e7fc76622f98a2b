package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.AnnotatorFactory;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.spark.WaveSettings;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.segment.GeneratorOptions;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * A run of the phase, to be changed and done again.
 *
 * @param images the source
 * @param output the dataset
 * @param model the model's digest
 * @param annotators who finds the masks
 * @param retry when failed images are tried again
 * @param stop whether the run was asked to stop
 * @param observer who hears of it
 */
record TestRun(
    Path images,
    Path output,
    String model,
    AnnotatorFactory annotators,
    RetryErrors retry,
    StopRequest stop,
    RunObserver observer) {

  static TestRun of(Path images, Path output) {
    return new TestRun(
        images,
        output,
        "0d1e",
        new BrightRegions(0),
        RetryErrors.WHEN_CHANGED,
        StopRequest.NONE,
        RunObserver.NONE);
  }

  TestRun model(String digest) {
    return new TestRun(images, output, digest, annotators, retry, stop, observer);
  }

  TestRun annotators(AnnotatorFactory others) {
    return new TestRun(images, output, model, others, retry, stop, observer);
  }

  TestRun retryingErrors() {
    return new TestRun(images, output, model, annotators, RetryErrors.ALWAYS, stop, observer);
  }

  TestRun stoppedBy(StopRequest request) {
    return new TestRun(images, output, model, annotators, retry, request, observer);
  }

  TestRun watchedBy(RunObserver other) {
    return new TestRun(images, output, model, annotators, retry, stop, other);
  }

  /** Does it in the session of all tests, with settings as {@code key=value}. */
  RunReport run(String... settings) throws IOException {
    return phase(TestSpark.session(), settings).run();
  }

  FullyAutomatic phase(SparkSession spark, String... settings) throws IOException {
    AutomaticWork work =
        new AutomaticWork(
            images.toString(),
            output.toString(),
            "generate",
            settings(settings),
            "bright regions",
            model,
            annotators,
            ModelCalls.of(GeneratorSettings.from(settings(settings))),
            retry);
    return new FullyAutomatic(spark, work, observer, stop);
  }

  private static Settings settings(String... overrides) {
    List<Setting<?>> known =
        Stream.of(
                GeneratorOptions.all(),
                ImageSettings.all(),
                DeviceSettings.all(),
                JobSettings.all(),
                WaveSettings.all(),
                WatchSettings.all())
            .<Setting<?>>flatMap(List::stream)
            .toList();
    SettingsResolver resolver = SettingsResolver.of(known);
    List.of(overrides).forEach(resolver::override);
    return resolver.resolve();
  }

  DatasetReader reader() {
    return DatasetReader.open(TestSpark.session(), output.toString());
  }

  /** The newest published row of each image, by relative path. */
  Map<String, ImageRow> rows() {
    Map<String, ImageRow> rows = new TreeMap<>();
    for (Row row : reader().newestRows().collectAsList()) {
      ImageRow image = RowMapping.toImageRow(row);
      rows.put(image.image().fileName(), image);
    }
    return rows;
  }

  /** What each image came to: its masks, or its error code. */
  Map<String, String> fates() {
    Map<String, String> fates = new TreeMap<>();
    rows()
        .forEach(
            (name, row) ->
                fates.put(
                    name,
                    row.error()
                        .map(error -> error.code())
                        .orElse(row.annotations().size() + " masks")));
    return fates;
  }

  /** All published rows without what may differ between runs, in one order. */
  List<String> comparableRows() {
    return ComparableRows.of(reader());
  }
}
