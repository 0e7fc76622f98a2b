package org.maskfoundry.jobs.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.table.RunHistory;
import org.maskfoundry.jobs.table.RunRecord;
import org.maskfoundry.jobs.table.RunStatus;

/**
 * What {@code status} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param dataset the dataset
 * @param runId the run, empty for those that are current
 */
record StatusRun(String dataset, Optional<String> runId) {

  ExitCode tell(SummarisedCommand command, CommandSummary summary) throws Exception {
    SparkSession spark =
        summary.time("start_spark", () -> SparkSessions.start("maskfoundry status"));
    List<RunStatus> found = summary.time("read", () -> statuses(spark));
    summary.put("runs", found.stream().map(StatusRun::members).toList());
    found.forEach(status -> command.result(StatusTable.of(status)));
    return ExitCode.SUCCEEDED;
  }

  private List<RunStatus> statuses(SparkSession spark) {
    RunHistory history = RunHistory.open(spark, dataset);
    return runId.map(id -> List.of(history.run(id))).orElseGet(history::current);
  }

  /** A run for machines; what is not known is null. */
  private static Map<String, Object> members(RunStatus status) {
    RunRecord run = status.run();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("run_id", run.runId());
    members.put("outcome", run.outcome().tableName());
    members.put("stale", status.isStale());
    members.put("phase", run.key().phase().tableName());
    members.put("inputs", run.key().inputs());
    members.put("branch", run.branch());
    members.put("started_at", run.startedAt().toString());
    members.put("finished_at", text(run.finishedAt()));
    members.put("last_commit", text(status.lastCommit()));
    members.put("images_to_do", status.imagesToDo().orElse(null));
    members.put("images_per_second", status.imagesPerSecond().orElse(null));
    members.put("estimated_end", text(status.estimatedEnd()));
    members.put("counts", run.counts());
    members.put("errors", run.errors());
    return members;
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
