package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps a dataset's tables in order while runs may be at work: removes branches of abandoned runs,
 * writes small files together, and removes versions and files that nobody needs. What a tag names
 * stays, and all that was published since a branch that stays was made: its run compares its rows
 * with that when it publishes.
 */
public final class Maintenance {

  private final AnnotationTable table;
  private final Optional<RunTable> runs;
  private final TableUpkeep annotations;
  private final List<TableUpkeep> all;
  private final Retention retention;
  private final Instant now;

  /**
   * The maintenance of a dataset; nothing is changed yet.
   *
   * @param dataset as {@link DatasetCatalog#open} takes it
   * @param now the time that ages are counted from
   * @throws DatasetException where there is no dataset
   */
  public Maintenance(SparkSession spark, String dataset, Retention retention, Instant now) {
    DatasetCatalog catalog = DatasetCatalog.open(spark, dataset);
    this.table = AnnotationTable.open(catalog);
    this.runs = RunTable.find(catalog);
    this.annotations = new TableUpkeep(catalog.session(), table.iceberg());
    this.all =
        Stream.concat(Stream.of(table.iceberg()), catalog.find(RunTable.NAME).stream())
            .map(found -> new TableUpkeep(catalog.session(), found))
            .toList();
    this.retention = retention;
    this.now = now;
  }

  /**
   * What is done.
   *
   * @param branches names of the branches that are removed
   * @param compactedFiles data files that are written together
   * @param expiredSnapshots versions that are removed
   * @param orphanFiles files that are removed and belonged to no version
   */
  public record Work(
      List<String> branches, long compactedFiles, long expiredSnapshots, long orphanFiles) {}

  /**
   * What became of the tables, both together.
   *
   * @param before their size before
   * @param after their size after
   * @param work what was done
   */
  public record Report(TableSize before, TableSize after, Work work) {}

  /**
   * What {@link #run} would do now. It may find more snapshots to remove than are counted here:
   * those that only the removed branches held, and those that compaction has replaced.
   */
  public Report plan() {
    TableSize size = size();
    List<RunBranch> abandoned = abandoned();
    Instant expiry = expiry(remaining(abandoned));
    return new Report(
        size,
        size,
        new Work(
            abandoned.stream().map(RunBranch::name).toList(),
            annotations.smallFiles(),
            all.stream().mapToLong(one -> one.expirable(expiry)).sum(),
            all.stream().mapToLong(one -> one.orphans(now.minus(retention.files()))).sum()));
  }

  /** Does it. */
  public Report run() {
    TableSize before = size();
    List<RunBranch> abandoned = abandoned();
    abandoned.forEach(this::remove);
    long compacted = annotations.compact();
    Instant expiry = expiry(remaining(abandoned));
    long expired = all.stream().mapToLong(one -> one.expire(expiry)).sum();
    long orphans =
        all.stream().mapToLong(one -> one.removeOrphans(now.minus(retention.files()))).sum();
    return new Report(
        before,
        size(),
        new Work(abandoned.stream().map(RunBranch::name).toList(), compacted, expired, orphans));
  }

  private void remove(RunBranch branch) {
    table.remove(branch);
    runs.ifPresent(rows -> rows.settle(branch.runId(), RunOutcome.INTERRUPTED));
  }

  private TableSize size() {
    return all.stream().map(TableUpkeep::size).reduce(TableSize::plus).orElseThrow();
  }

  private List<RunBranch> branches() {
    return table.iceberg().refs().keySet().stream()
        .flatMap(name -> RunBranch.named(name).stream())
        .toList();
  }

  private List<RunBranch> remaining(List<RunBranch> abandoned) {
    return branches().stream().filter(branch -> !abandoned.contains(branch)).toList();
  }

  /** A branch whose run has no row is left alone: its run may be about to write it. */
  private List<RunBranch> abandoned() {
    Map<String, Instant> lastHeard = lastHeard();
    Instant expiry = now.minus(retention.branches());
    return branches().stream()
        .filter(branch -> lastHeard.containsKey(branch.runId()))
        .filter(branch -> lastHeard.get(branch.runId()).isBefore(expiry))
        .filter(branch -> lastCommit(branch).isBefore(expiry))
        .toList();
  }

  private Instant lastCommit(RunBranch branch) {
    return table
        .head(branch.name())
        .map(head -> Instant.ofEpochMilli(head.timestampMillis()))
        .orElse(now);
  }

  private Map<String, Instant> lastHeard() {
    Map<String, Instant> times = new HashMap<>();
    for (Row run :
        runs.map(
                rows ->
                    rows.rows()
                        .select(col("run_id"), greatest(col("started_at"), col("finished_at")))
                        .collectAsList())
            .orElse(List.of())) {
      times.put(run.getString(0), run.getInstant(1));
    }
    return times;
  }

  private Instant expiry(List<RunBranch> remaining) {
    Table iceberg = table.iceberg();
    return Stream.concat(
            Stream.of(now.minus(retention.snapshots())),
            remaining.stream()
                .flatMap(branch -> table.fork(branch, AnnotationTable.MAIN).stream())
                .map(fork -> Instant.ofEpochMilli(iceberg.snapshot(fork).timestampMillis())))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
