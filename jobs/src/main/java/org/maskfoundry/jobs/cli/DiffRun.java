package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.VersionComparison;
import org.maskfoundry.jobs.table.VersionComparison.Changes;

/**
 * What {@code diff} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param dataset the dataset
 * @param before the first version
 * @param after the second version
 * @param output takes a line for each image that is not the same
 */
record DiffRun(String dataset, String before, String after, Optional<Path> output) {

  private static final String LINE = "%-8s %11s %11s %11s %11s";

  ExitCode compare(SummarisedCommand command, CommandSummary summary) throws Exception {
    var spark = summary.time("start_spark", () -> SparkSessions.start("maskfoundry diff"));
    return SparkFailures.unwrap(
        () -> {
          VersionComparison comparison = DatasetReader.open(spark, dataset).compare(before, after);
          VersionComparison.Counts counts = summary.time("compare", comparison::counts);
          tell(counts, command, summary);
          if (output.isPresent()) {
            write(comparison.lines(), output.get());
            summary.file("changes", output.get());
          }
          return ExitCode.SUCCEEDED;
        });
  }

  private static void tell(
      VersionComparison.Counts counts, SummarisedCommand command, CommandSummary summary) {
    summary.count("images", members(counts.images()));
    summary.count("masks", members(counts.masks()));
    command.result(LINE.formatted("", "added", "removed", "changed", "unchanged"));
    command.result(line("images", counts.images()));
    command.result(line("masks", counts.masks()));
  }

  private static String line(String name, Changes changes) {
    return LINE.formatted(
        name,
        number(changes.added()),
        number(changes.removed()),
        number(changes.changed()),
        number(changes.unchanged()));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static Map<String, Long> members(Changes changes) {
    return Map.of(
        "added", changes.added(),
        "removed", changes.removed(),
        "changed", changes.changed(),
        "unchanged", changes.unchanged());
  }

  private static void write(Iterator<String> lines, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      while (lines.hasNext()) {
        writer.write(lines.next());
        writer.write('\n');
      }
    }
  }
}
