package org.maskfoundry.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.dataset.Provenance;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.ImageSource;
import org.maskfoundry.jobs.table.AnnotationTable;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.jobs.table.Publication;
import org.maskfoundry.jobs.table.RunBranch;
import org.maskfoundry.jobs.table.RunBranches;
import org.maskfoundry.jobs.table.RunKey;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Sha256;

/** Datasets of images that are really there, with masks that no model was asked for. */
public final class PublishedImages {

  private PublishedImages() {}

  /** Publishes rows as one run. */
  public static void publish(Path dataset, List<ImageRow> rows) {
    DatasetCatalog catalog = DatasetCatalog.open(TestSpark.session(), dataset.toString());
    AnnotationTable table = AnnotationTable.findOrCreate(catalog);
    RunBranches branches =
        new RunBranches(table, new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", "s"));
    RunBranch branch = branches.create("run", Optional.empty());
    table.append(TestRows.dataset(catalog.session(), rows), branch);
    new Publication(table, branches).publish(branch);
  }

  /** A row for each image of a source, with one mask: the image's left half. */
  public static List<ImageRow> rows(Path source) throws Exception {
    List<ImageRow> rows = new ArrayList<>();
    SparkSession spark = TestSpark.session();
    Iterator<ListedImage> listed =
        ImageSource.open(spark, source.toString(), Optional.empty()).images();
    try (ImageReader reader = new ImageReader(new Configuration())) {
      while (listed.hasNext()) {
        ListedImage image = listed.next();
        byte[] content = reader.read(image.uri());
        rows.add(row(image, content, masks(content)));
      }
    }
    return rows;
  }

  private static List<MaskAnnotation> masks(byte[] content) throws Exception {
    RgbImage image = new ImageDecoder(ImageSettings.defaults()).decode(content, "test");
    int half = image.width() / 2;
    RleMask left = RleMask.full(image.height(), half).paste(image.height(), image.width(), 0, 0);
    int[] crop = {0, 0, image.width(), image.height()};
    return List.of(
        MaskAnnotation.automatic(7, left, 0.9, 0.95, crop, List.of(new double[] {1.5, 2})));
  }

  /** The row of an image with masks of its size. */
  public static ImageRow row(ListedImage image, byte[] content, List<MaskAnnotation> masks)
      throws IOException {
    String sha256 = Sha256.hex(content);
    int width = masks.isEmpty() ? 0 : masks.get(0).mask().width();
    int height = masks.isEmpty() ? 0 : masks.get(0).mask().height();
    return new ImageRow(
        new ImageReference(
            ImageIdentity.imageId(image.fileName(), sha256),
            image.fileName(),
            image.uri(),
            content.length,
            image.modified(),
            sha256,
            width,
            height),
        Phase.FULLY_AUTOMATIC,
        masks,
        List.of(),
        Map.of("stability", 3L),
        Optional.empty(),
        new Provenance("run", "m", "s", "0.1", "cpu", Instant.ofEpochSecond(1)),
        Map.of("encode", 12.0));
  }
}
