package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring_index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads what was published of a dataset when it was opened, however much is published meanwhile,
 * with the columns of {@link AnnotationSchema#ROW}.
 */
public final class DatasetReader {

  private static final Column LATEST = col("provenance.created_at").desc();
  private static final Column LAST_RUN = col("provenance.run_id").desc();

  private final AnnotationTable table;
  private final Optional<RunTable> runs;
  private final Optional<Long> published;

  private DatasetReader(AnnotationTable table, Optional<RunTable> runs) {
    this.table = table;
    this.runs = runs;
    // Rows are read several times, and Spark would look each time for what is newest.
    this.published = table.head(AnnotationTable.MAIN).map(Snapshot::snapshotId);
  }

  /**
   * Opens a dataset for reading.
   *
   * @param dataset as {@link DatasetCatalog#open} takes it
   * @throws DatasetException where there is no dataset
   */
  public static DatasetReader open(SparkSession spark, String dataset) {
    DatasetCatalog catalog = DatasetCatalog.open(spark, dataset);
    return new DatasetReader(AnnotationTable.open(catalog), RunTable.find(catalog));
  }

  /** Every setting's value in a run, by name; empty where the run is not known. */
  public Map<String, String> settings(String runId) {
    return runs.map(table -> table.settings(runId)).orElse(Map.of());
  }

  /** The name of a run's model, empty where the run is not known or had none. */
  public String modelName(String runId) {
    return runs.map(table -> table.modelName(runId)).orElse("");
  }

  /**
   * Every published row of a selection.
   *
   * @throws DatasetException where there is no such version
   */
  public Dataset<Row> rows(RowSelection selection) {
    return selection
        .version()
        .map(this::at)
        .orElseGet(this::published)
        .filter(selection.condition());
  }

  private Dataset<Row> published() {
    return published.map(table::at).orElseGet(table::noRows);
  }

  private Dataset<Row> at(String version) {
    return table.at(new DatasetVersions(table, runs).snapshot(version));
  }

  /**
   * What became of the dataset from one version to another.
   *
   * @throws DatasetException where there is no such version
   */
  public VersionComparison compare(String before, String after) {
    return VersionComparison.of(newest(at(before)), newest(at(after)));
  }

  /** The newest published row of each image. */
  public Dataset<Row> newestRows() {
    return newestRows(RowSelection.any());
  }

  /**
   * The newest row of each image among those of a selection. Rows are of one image where they have
   * the same id, or the same relative path and file: a changed file has only its newest row, and
   * files of one name from two sources are two images. Where people reviewed what a model found,
   * their row counts, however late the model's was written.
   */
  public Dataset<Row> newestRows(RowSelection selection) {
    return newest(rows(selection));
  }

  /** The newest of rows, image by image. */
  static Dataset<Row> newest(Dataset<Row> rows) {
    WindowSpec ofId =
        of(col("image.image_id")).orderBy(asScala(col("is_reviewed"), LATEST, LAST_RUN));
    WindowSpec ofFile =
        of(substring_index(col("image.uri"), "#", 1), col("image.file_name"))
            .orderBy(asScala(LATEST, LAST_RUN));
    Dataset<Row> superseded =
        rows.withColumn("is_reviewed", isReviewed())
            .select(
                col("image.file_name").as("superseded_name"),
                col("provenance.run_id").as("superseded_run"),
                col("image.image_id").as("superseded_id"),
                row_number().over(ofId).as("of_id"),
                first(col("image.image_id")).over(ofFile).as("id_of_file"))
            .filter(col("of_id").gt(1).or(col("id_of_file").notEqual(col("superseded_id"))))
            .select(col("superseded_name"), col("superseded_run"));
    return rows.join(
        superseded,
        rows.col("image.file_name")
            .equalTo(superseded.col("superseded_name"))
            .and(rows.col("provenance.run_id").equalTo(superseded.col("superseded_run"))),
        "left_anti");
  }

  /** A model's row of an image that people have reviewed in the same phase. */
  private static Column isReviewed() {
    Column ofModel = col("provenance.model_digest").notEqual("");
    Column ofPeople = not(ofModel).and(col("error").isNull());
    return ofModel.and(max(ofPeople).over(of(col("image.image_id"), col("phase"))));
  }

  private static WindowSpec of(Column... image) {
    return Window.partitionBy(asScala(image));
  }

  private static Seq<Column> asScala(Column... columns) {
    return CollectionConverters.asScala(List.of(columns)).toSeq();
  }
}
