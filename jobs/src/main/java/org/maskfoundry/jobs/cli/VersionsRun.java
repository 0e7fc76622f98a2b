package org.maskfoundry.jobs.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.table.DatasetVersions;

/**
 * What {@code versions} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param dataset the dataset
 */
record VersionsRun(String dataset) {

  private static final String LINE = "%-28s %-20s %-16s %9s %11s  %s";

  ExitCode list(SummarisedCommand command, CommandSummary summary) throws Exception {
    var spark = summary.time("start_spark", () -> SparkSessions.start("maskfoundry versions"));
    return SparkFailures.unwrap(
        () -> {
          DatasetVersions versions = DatasetVersions.open(spark, dataset);
          List<DatasetVersions.Tag> tags = versions.tags();
          List<DatasetVersions.PublishedRun> runs = versions.runs();
          list(tags, runs, command);
          summary.put("tags", tags.stream().map(VersionsRun::members).toList());
          summary.put("runs", runs.stream().map(VersionsRun::members).toList());
          return ExitCode.SUCCEEDED;
        });
  }

  private static void list(
      List<DatasetVersions.Tag> tags,
      List<DatasetVersions.PublishedRun> runs,
      SummarisedCommand command) {
    command.result(LINE.formatted("tag", "rows until", "", "images", "masks", "snapshot"));
    tags.forEach(
        tag ->
            command.result(
                line(
                    tag.name(),
                    tag.committedAt(),
                    "",
                    tag.counts().images() - tag.counts().failed(),
                    tag.counts().masks(),
                    OptionalLong.of(tag.snapshotId()))));
    command.result("");
    command.result(LINE.formatted("run", "published", "phase", "images", "masks", "snapshot"));
    runs.forEach(
        run ->
            command.result(
                line(
                    run.runId(),
                    run.finishedAt(),
                    run.phase(),
                    run.images(),
                    run.masks(),
                    run.snapshotId())));
  }

  private static String line(
      String name, Instant at, String phase, long images, long masks, OptionalLong snapshotId) {
    return String.format(
        Locale.ROOT,
        LINE,
        name,
        at.truncatedTo(ChronoUnit.SECONDS),
        phase,
        "%,d".formatted(images),
        "%,d".formatted(masks),
        snapshotId.isPresent() ? Long.toString(snapshotId.getAsLong()) : "expired");
  }

  private static Map<String, Object> members(DatasetVersions.Tag tag) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", tag.name());
    members.put("committed_at", tag.committedAt().toString());
    members.put("images", tag.counts().images() - tag.counts().failed());
    members.put("failed", tag.counts().failed());
    members.put("masks", tag.counts().masks());
    members.put("snapshot_id", tag.snapshotId());
    return members;
  }

  private static Map<String, Object> members(DatasetVersions.PublishedRun run) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("run_id", run.runId());
    members.put("phase", run.phase());
    members.put("finished_at", run.finishedAt().toString());
    members.put("images", run.images());
    members.put("masks", run.masks());
    members.put("snapshot_id", run.snapshotId().isPresent() ? run.snapshotId().getAsLong() : null);
    return members;
  }
}
