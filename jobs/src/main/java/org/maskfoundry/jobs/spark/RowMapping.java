package org.maskfoundry.jobs.spark;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.dataset.Provenance;
import org.maskfoundry.dataset.Rejection;
import org.maskfoundry.dataset.RowError;

/**
 * The way between {@link ImageRow} and a row of {@link AnnotationSchema#ROW}. Sessions that write
 * have {@code spark.sql.datetime.java8API.enabled}, as those of {@link DatasetCatalog} do.
 */
public final class RowMapping {

  private RowMapping() {}

  /** The row of an image, in the order of {@link AnnotationSchema#ROW}. */
  public static Row toRow(ImageRow row) {
    return RowFactory.create(
        image(row.image()),
        row.phase().tableName(),
        ColumnValues.array(row.annotations().stream().map(AnnotationMapping::toRow).toList()),
        ColumnValues.array(row.rejections().stream().map(RowMapping::rejection).toList()),
        ColumnValues.map(row.dropped()),
        row.error().map(error -> RowFactory.create(error.code(), error.message())).orElse(null),
        provenance(row.provenance()),
        ColumnValues.map(row.timings()));
  }

  /**
   * The image of a row that was read from the table, columns by name.
   *
   * @throws IllegalArgumentException where a mask, a phase or a source is none
   */
  public static ImageRow toImageRow(Row row) {
    ColumnValues columns = new ColumnValues(row);
    return new ImageRow(
        imageReference(columns.struct("image").orElseThrow()),
        Phase.valueOf(columns.text("phase").toUpperCase(Locale.ROOT)),
        columns.structs("annotations").stream().map(AnnotationMapping::fromRow).toList(),
        columns.structs("rejections").stream().map(RowMapping::rejection).toList(),
        columns.map("dropped"),
        error(columns),
        provenance(columns.struct("provenance").orElseThrow()),
        columns.map("timings"));
  }

  /** The image of a row that has the column {@code image}. */
  public static ImageReference image(Row row) {
    return imageReference(new ColumnValues(row).struct("image").orElseThrow());
  }

  private static Row image(ImageReference image) {
    return RowFactory.create(
        image.imageId(),
        image.fileName(),
        image.uri(),
        image.length(),
        Instant.ofEpochMilli(image.modified()),
        image.sha256(),
        image.width(),
        image.height());
  }

  private static ImageReference imageReference(ColumnValues image) {
    return new ImageReference(
        image.whole("image_id"),
        image.text("file_name"),
        image.text("uri"),
        image.whole("length"),
        image.instant("modified").toEpochMilli(),
        image.text("sha256"),
        image.small("width"),
        image.small("height"));
  }

  private static Row rejection(Rejection rejection) {
    return RowFactory.create(
        rejection.code(), rejection.message(), rejection.annotationId(), rejection.file());
  }

  private static Rejection rejection(ColumnValues rejection) {
    return new Rejection(
        rejection.text("code"),
        rejection.text("message"),
        rejection.text("annotation_id"),
        rejection.text("file"));
  }

  private static Optional<RowError> error(ColumnValues columns) {
    return columns
        .struct("error")
        .map(error -> new RowError(error.text("code"), error.text("message")));
  }

  private static Row provenance(Provenance provenance) {
    return RowFactory.create(
        provenance.runId(),
        provenance.modelDigest(),
        provenance.settingsDigest(),
        provenance.codeVersion(),
        provenance.device(),
        provenance.createdAt());
  }

  private static Provenance provenance(ColumnValues provenance) {
    return new Provenance(
        provenance.text("run_id"),
        provenance.text("model_digest"),
        provenance.text("settings_digest"),
        provenance.text("code_version"),
        provenance.text("device"),
        provenance.instant("created_at"));
  }
}
