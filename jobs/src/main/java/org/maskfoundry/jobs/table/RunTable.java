package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.SparkWriteOptions;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.StructType;
import org.maskfoundry.dataset.Phase;
import scala.jdk.javaapi.CollectionConverters;

/** Table {@code runs}: one row per run, replaced when the run ends. */
public final class RunTable {

  static final String NAME = "runs";

  private static final String RUN_ID = "run_id";
  private static final String SERIALIZABLE = "serializable";
  private static final String OUTCOME = "outcome";

  private static final StructType ROW =
      new StructType()
          .add(RUN_ID, StringType)
          .add("command", StringType)
          .add("phase", StringType)
          .add("inputs", StringType)
          .add("model", new StructType().add("name", StringType).add("digest", StringType))
          .add("settings", createMapType(StringType, StringType))
          .add("settings_digest", StringType)
          .add("code_version", StringType)
          .add("branch", StringType)
          .add(OUTCOME, StringType)
          .add("started_at", TimestampType)
          .add("finished_at", TimestampType)
          .add("counts", createMapType(StringType, LongType))
          .add("errors", createMapType(StringType, LongType))
          .add("figures", createMapType(StringType, DoubleType));

  private final DatasetCatalog catalog;
  private final SparkSession session;
  private final String sparkName;

  private RunTable(DatasetCatalog catalog) {
    this.catalog = catalog;
    this.session = catalog.session();
    this.sparkName = catalog.sparkName(NAME);
  }

  /**
   * The table of a dataset, created without rows where there is none. Each run is a partition, so
   * that its row is replaced without touching another.
   */
  public static RunTable findOrCreate(DatasetCatalog catalog) {
    catalog.findOrCreate(NAME, ROW, AnnotationTable.RETRYING, RUN_ID);
    return new RunTable(catalog);
  }

  /** The table of a dataset, if there is one. */
  static Optional<RunTable> find(DatasetCatalog catalog) {
    return catalog.find(NAME).map(table -> new RunTable(catalog));
  }

  /** Every setting's value in a run, by name; empty where there is no such run. */
  Map<String, String> settings(String runId) {
    List<Row> runs =
        rows().filter(col(RUN_ID).equalTo(runId)).select(col("settings")).collectAsList();
    return runs.isEmpty() ? Map.of() : Map.copyOf(runs.get(0).getJavaMap(0));
  }

  /** The name of a run's model, empty where there is no such run or it had none. */
  String modelName(String runId) {
    List<Row> runs =
        rows().filter(col(RUN_ID).equalTo(runId)).select(col("model.name")).collectAsList();
    return runs.isEmpty() || runs.get(0).isNullAt(0) ? "" : runs.get(0).getString(0);
  }

  /** How a run ended, or that it is running; empty where there is no such run. */
  public Optional<RunOutcome> outcome(String runId) {
    return rows().filter(col(RUN_ID).equalTo(runId)).select(col(OUTCOME)).collectAsList().stream()
        .map(row -> RunOutcome.valueOf(upper(row.getString(0))))
        .findFirst();
  }

  /** All runs. */
  public Dataset<Row> rows() {
    return session.table(sparkName);
  }

  /** All runs as records, the newest first. */
  List<RunRecord> records() {
    return rows().orderBy(col("started_at").desc()).collectAsList().stream()
        .map(RunTable::record)
        .toList();
  }

  private static RunRecord record(Row row) {
    Row model = row.getAs("model");
    return new RunRecord(
        row.getAs(RUN_ID),
        row.getAs("command"),
        new RunKey(
            Phase.valueOf(upper(row.getAs("phase"))),
            row.getAs("inputs"),
            model.getAs("digest"),
            row.getAs("settings_digest")),
        map(row, "settings"),
        model.getAs("name"),
        row.getAs("branch"),
        RunOutcome.valueOf(upper(row.getAs(OUTCOME))),
        row.getAs("started_at"),
        Optional.ofNullable(row.getAs("finished_at")),
        map(row, "counts"),
        map(row, "errors"),
        map(row, "figures"),
        row.getAs("code_version"));
  }

  private static String upper(String tableName) {
    return tableName.toUpperCase(Locale.ROOT);
  }

  /** A column that an earlier version did not have is null. */
  private static <V> Map<String, V> map(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? Map.of() : row.getJavaMap(index);
  }

  /** Writes a run's row in place of the one it has. */
  public void put(RunRecord run) {
    Row row =
        RowFactory.create(
            run.runId(),
            run.command(),
            run.key().phase().tableName(),
            run.key().inputs(),
            RowFactory.create(run.modelName(), run.key().modelDigest()),
            CollectionConverters.asScala(run.settings()),
            run.key().settingsDigest(),
            run.codeVersion(),
            run.branch(),
            run.outcome().tableName(),
            run.startedAt(),
            run.finishedAt().orElse(null),
            CollectionConverters.asScala(run.counts()),
            CollectionConverters.asScala(run.errors()),
            CollectionConverters.asScala(run.figures()));
    replace(session.createDataset(List.of(row), Encoders.row(ROW)).writeTo(sparkName), run.runId());
  }

  /** The runs of a key that have not said how they ended. */
  public List<String> running(RunKey key) {
    return rows()
        .filter(
            col(OUTCOME)
                .equalTo(RunOutcome.RUNNING.tableName())
                .and(col("phase").equalTo(key.phase().tableName()))
                .and(col("inputs").equalTo(key.inputs()))
                .and(col("model.digest").equalTo(key.modelDigest()))
                .and(col("settings_digest").equalTo(key.settingsDigest())))
        .select(RUN_ID)
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** Those of some runs that have said how they ended; one that was killed never does. */
  Set<String> ended(Set<String> runIds) {
    return Set.copyOf(
        rows()
            .filter(col(RUN_ID).isin(runIds.toArray()).and(col("finished_at").isNotNull()))
            .select(RUN_ID)
            .as(Encoders.STRING())
            .collectAsList());
  }

  /** States how a run ended that could not say so itself; a run that did keeps what it said. */
  public void settle(String runId, RunOutcome outcome) {
    long seen = seen();
    Dataset<Row> running =
        rows()
            .filter(
                col(RUN_ID)
                    .equalTo(runId)
                    .and(col(OUTCOME).equalTo(RunOutcome.RUNNING.tableName())));
    if (!running.isEmpty()) {
      replaceUnlessChanged(running.withColumn(OUTCOME, lit(outcome.tableName())), runId, seen);
    }
  }

  /** The table's state now. */
  long seen() {
    return catalog.find(NAME).orElseThrow().currentSnapshot().snapshotId();
  }

  /**
   * Writes a run's row in place of the one it had at a state; where it has another now, that stays.
   */
  void replaceUnlessChanged(Dataset<Row> row, String runId, long seen) {
    try {
      replace(
          row.writeTo(sparkName)
              .option(SparkWriteOptions.ISOLATION_LEVEL, SERIALIZABLE)
              .option(SparkWriteOptions.VALIDATE_FROM_SNAPSHOT_ID, Long.toString(seen)),
          runId);
    } catch (ValidationException saidMeanwhile) {
      // The run was not killed: it has just written how it ended.
    }
  }

  private void replace(DataFrameWriterV2<Row> row, String runId) {
    try {
      row.overwrite(col(RUN_ID).equalTo(runId));
    } catch (NoSuchTableException e) {
      throw new DatasetException(
          "Table " + sparkName + " is gone: it was removed while a run was writing to it", e);
    }
  }
}
