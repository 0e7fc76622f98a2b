package org.maskfoundry.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.dataset.Provenance;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.table.AnnotationSchema;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Sha256;

/**
 * Rows as a run would make them.
 *
 * @param runId the run
 * @param model the model's digest
 * @param at seconds since 1970
 */
public record TestRows(String runId, String model, long at) {

  /** The settings' digest of all of them. */
  public static final String SETTINGS = "5e77";

  /** A row with one mask of an image in a folder, whose content is its folder and name. */
  public ImageRow annotated(String folder, String name) {
    return annotated(folder, name, RleMask.ofRuns(3, 4, 4, 2, 1, 2, 3));
  }

  /** A row with a mask of an image in a folder, whose content is its folder and name. */
  public ImageRow annotated(String folder, String name, RleMask pixels) {
    ImageReference image = image(folder, name, Sha256.hex(folder + name));
    MaskAnnotation mask =
        MaskAnnotation.automatic(
            ImageIdentity.annotationId(image.imageId(), model, SETTINGS, 0),
            pixels,
            0.9,
            0.95,
            new int[] {0, 0, 4, 3},
            List.of(new double[] {1.5, 1.0}));
    return row(image, List.of(mask), Optional.empty());
  }

  /** A row of an image that failed. */
  public ImageRow failed(String folder, String name, String code) {
    return row(
        image(folder, name, ""), List.of(), Optional.of(new RowError(code, name + " is broken")));
  }

  private static ImageReference image(String folder, String name, String sha256) {
    return new ImageReference(
        ImageIdentity.imageId(name, sha256),
        name,
        "file://" + folder + name,
        10,
        1000,
        sha256,
        4,
        3);
  }

  private ImageRow row(
      ImageReference image, List<MaskAnnotation> annotations, Optional<RowError> error) {
    return new ImageRow(
        image,
        Phase.FULLY_AUTOMATIC,
        annotations,
        List.of(),
        Map.of("stability", 2L),
        error,
        new Provenance(runId, model, SETTINGS, "0.1", "cpu", Instant.ofEpochSecond(at)),
        Map.of("encode", 1.5));
  }

  /** Rows as Spark holds them. */
  public static Dataset<Row> dataset(SparkSession session, List<ImageRow> rows) {
    return session.createDataset(
        rows.stream().map(RowMapping::toRow).toList(), Encoders.row(AnnotationSchema.ROW));
  }
}
