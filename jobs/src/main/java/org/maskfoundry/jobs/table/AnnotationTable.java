package org.maskfoundry.jobs.table;

import static org.apache.iceberg.TableProperties.COMMIT_NUM_RETRIES;
import static org.apache.iceberg.TableProperties.FORMAT_VERSION;
import static org.apache.iceberg.TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT;
import static org.apache.iceberg.TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT;
import static org.apache.iceberg.TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES;
import static org.apache.iceberg.TableProperties.SPLIT_SIZE;
import static org.apache.iceberg.TableProperties.WRITE_DISTRIBUTION_MODE;
import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.spark.SparkWriteOptions;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.iceberg.util.Tasks;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.maskfoundry.dataset.Phase;

/**
 * Table {@code annotations}, one row per image and run of a phase. What stands on its main branch
 * is published; a run writes to a {@link RunBranch} of its own.
 */
public final class AnnotationTable {

  static final String NAME = "annotations";
  static final String MAIN = SnapshotRef.MAIN_BRANCH;

  /** What a snapshot says of itself: the run whose rows it added. */
  static final String RUN_ID = "maskfoundry.run-id";

  private static final long ROW_GROUP_BYTES = 32L << 20;

  /** Runs at once hold each other up for milliseconds at a time. */
  private static final int RETRIES = 20;

  private static final long SHORTEST_WAIT_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 5_000;
  private static final long LONGEST_RETRY_MILLIS = 300_000;

  /**
   * A row may hold thousands of masks, so row groups are measured every few rows; small ones bound
   * what a reader holds.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          FORMAT_VERSION,
          "2",
          WRITE_DISTRIBUTION_MODE,
          "none",
          PARQUET_ROW_GROUP_SIZE_BYTES,
          Long.toString(ROW_GROUP_BYTES),
          PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT,
          "4",
          PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT,
          "100",
          SPLIT_SIZE,
          Long.toString(ROW_GROUP_BYTES),
          COMMIT_NUM_RETRIES,
          Integer.toString(RETRIES));

  /** Properties of tables that several runs may write to at once. */
  static final Map<String, String> RETRYING = Map.of(COMMIT_NUM_RETRIES, Integer.toString(RETRIES));

  private final DatasetCatalog catalog;
  private final SparkSession session;
  private final String sparkName;
  private final Table table;

  private AnnotationTable(DatasetCatalog catalog, Table table) {
    this.catalog = catalog;
    this.session = catalog.session();
    this.sparkName = catalog.sparkName(NAME);
    this.table = table;
  }

  /** The table of a dataset, if there is one. */
  public static Optional<AnnotationTable> find(DatasetCatalog catalog) {
    return catalog.find(NAME).map(table -> new AnnotationTable(catalog, table));
  }

  /**
   * The table of a dataset.
   *
   * @throws DatasetException where there is none
   */
  static AnnotationTable open(DatasetCatalog catalog) {
    return find(catalog)
        .orElseThrow(
            () ->
                new DatasetException(
                    "No dataset at %s: expected a table named %s there. Name the folder that was given to generate as --output"
                        .formatted(catalog.location(), NAME)));
  }

  /** The table of a dataset, created without rows where there is none. */
  public static AnnotationTable findOrCreate(DatasetCatalog catalog) {
    return new AnnotationTable(
        catalog, catalog.findOrCreate(NAME, AnnotationSchema.ROW, PROPERTIES));
  }

  /** The published rows, of all runs. */
  public Dataset<Row> published() {
    return session.table(sparkName);
  }

  /** The rows a run's branch holds: what was published when it was made, and its own. */
  public Dataset<Row> rows(RunBranch branch) {
    return session.read().option("branch", branch.name()).table(sparkName);
  }

  /** All published rows and those of a branch; a row may come twice. */
  Dataset<Row> rowsWith(Optional<RunBranch> branch) {
    if (branch.isEmpty()) {
      return published();
    }
    Dataset<Row> onBranch = rows(branch.get());
    return continuesPublished(branch.get()) ? onBranch : onBranch.union(published());
  }

  /** The rows of a phase: all published ones, and those of a branch; a row may come twice. */
  public Dataset<Row> rowsOf(Phase phase, Optional<RunBranch> branch) {
    return rowsWith(branch).filter(col("phase").equalTo(phase.tableName()));
  }

  /** Whether rows that a run made are published. */
  public boolean isPublished(String runId) {
    return !published().filter(col("provenance.run_id").equalTo(runId)).isEmpty();
  }

  /** The rows a run's branch holds beyond what is published. */
  public Dataset<Row> unpublished(RunBranch branch) {
    return rowsBeyond(branch, MAIN);
  }

  /** The rows a run's branch holds beyond those it shares with another branch. */
  Dataset<Row> rowsBeyond(RunBranch branch, String other) {
    return added(fork(branch, other), existing(branch));
  }

  /** The rows that could be read at a snapshot. */
  Dataset<Row> at(long snapshotId) {
    return session.read().option(SparkReadOptions.VERSION_AS_OF, snapshotId).table(sparkName);
  }

  private Dataset<Row> added(Optional<Long> after, Snapshot upTo) {
    if (after.isPresent() && after.get() == upTo.snapshotId()) {
      return noRows();
    }
    return after
        .map(
            start ->
                session
                    .read()
                    .option(SparkReadOptions.START_SNAPSHOT_ID, start)
                    .option(SparkReadOptions.END_SNAPSHOT_ID, upTo.snapshotId())
                    .table(sparkName))
        .orElseGet(() -> at(upTo.snapshotId()));
  }

  /** No rows, with the columns of all others. */
  Dataset<Row> noRows() {
    return session.createDataset(List.of(), Encoders.row(AnnotationSchema.ROW));
  }

  /** Adds rows to a run's branch in one atomic step. */
  public void append(Dataset<Row> rows, RunBranch branch) {
    try {
      rows.writeTo(sparkName + ".`branch_" + branch.name() + "`")
          .option(SparkWriteOptions.SNAPSHOT_PROPERTY_PREFIX + "." + RUN_ID, branch.runId())
          .append();
    } catch (NoSuchTableException e) {
      throw new DatasetException(
          "Table " + sparkName + " is gone: it was removed while a run was writing to it", e);
    } catch (ValidationException e) {
      if (head(branch.name()).isPresent()) {
        throw e;
      }
      throw gone(branch);
    }
  }

  private Snapshot existing(RunBranch branch) {
    return head(branch.name()).orElseThrow(() -> gone(branch));
  }

  private static DatasetException gone(RunBranch branch) {
    return new DatasetException(
        "Branch %s is gone: it was removed while its run went on; run the same command again to do what is still missing"
            .formatted(branch.name()));
  }

  /** Whether all that the branch holds is published. */
  public boolean isPublished(RunBranch branch) {
    return isAncestor(existing(branch), head(MAIN));
  }

  /** Whether what the branch holds begins with all that is published. */
  boolean continuesPublished(RunBranch branch) {
    Optional<Snapshot> main = head(MAIN);
    return main.isEmpty() || isAncestor(main.get(), head(branch.name()));
  }

  boolean isAncestor(Snapshot ancestor, Optional<Snapshot> of) {
    return of.isPresent()
        && SnapshotUtil.isAncestorOf(table, of.get().snapshotId(), ancestor.snapshotId());
  }

  /** The newest snapshot that a branch shares with another. */
  Optional<Long> fork(RunBranch branch, String other) {
    Optional<Snapshot> otherHead = head(other);
    for (Snapshot snapshot = existing(branch); snapshot != null; ) {
      if (isAncestor(snapshot, otherHead)) {
        return Optional.of(snapshot.snapshotId());
      }
      Long parent = snapshot.parentId();
      snapshot = parent == null ? null : table.snapshot(parent);
    }
    return Optional.empty();
  }

  /** Changes branches or tags; where another run was quicker, it looks again and repeats it. */
  void change(Consumer<ManageSnapshots> references) {
    Tasks.range(1)
        .retry(RETRIES)
        .exponentialBackoff(SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS, LONGEST_RETRY_MILLIS, 2)
        .onlyRetryOn(CommitFailedException.class)
        .run(
            once -> {
              ManageSnapshots change = iceberg().manageSnapshots();
              references.accept(change);
              change.commit();
            });
  }

  /** Removes a branch; one that another run has removed meanwhile is gone just as well. */
  void remove(RunBranch branch) {
    change(
        references -> {
          if (table.refs().containsKey(branch.name())) {
            references.removeBranch(branch.name());
          }
        });
  }

  /** Those of some runs that have said how they ended. */
  Set<String> ended(Set<String> runIds) {
    return runIds.isEmpty()
        ? Set.of()
        : RunTable.find(catalog).map(runs -> runs.ended(runIds)).orElse(Set.of());
  }

  /** The last commit of a branch as it is now. */
  Optional<Snapshot> head(String branch) {
    table.refresh();
    return Optional.ofNullable(table.snapshot(branch));
  }

  /** When a branch was last written to; empty where there is no such branch. */
  Optional<Instant> lastCommit(String branch) {
    return head(branch).map(snapshot -> Instant.ofEpochMilli(snapshot.timestampMillis()));
  }

  Table iceberg() {
    table.refresh();
    return table;
  }
}
