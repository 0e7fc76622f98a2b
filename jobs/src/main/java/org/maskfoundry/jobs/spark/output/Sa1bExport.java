package org.maskfoundry.jobs.spark.output;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.export.Sa1bJson;
import org.maskfoundry.image.ImageFileType;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.spark.UnreadableImageException;

/**
 * Writes rows as SA-1B was released: for each image {@code sa_N.json} beside {@code sa_N.jpg}, or
 * whatever type of file the image is, where N is the image's id. The image is copied as it is.
 */
public final class Sa1bExport implements Serializable {

  private static final long serialVersionUID = 1;

  private final OutputFolder folder;
  private final SerializableConfiguration hadoop;

  /**
   * An export.
   *
   * @param folder takes the files; executors write to it
   * @param hadoop the file systems the images lie on
   */
  public Sa1bExport(OutputFolder folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /** Writes rows without errors, each image once. */
  public ExportCounts write(Dataset<Row> rows) {
    return rows
        // A tar is read from its beginning to its end where its images come in order.
        .sortWithinPartitions(col("image.uri"))
        .toJavaRDD()
        .mapPartitions(this::writeAll)
        .fold(ExportCounts.NONE, ExportCounts::plus);
  }

  private Iterator<ExportCounts> writeAll(Iterator<Row> rows) throws IOException {
    ExportCounts counts = ExportCounts.NONE;
    try (ImageReader images = new ImageReader(hadoop.value())) {
      while (rows.hasNext()) {
        counts = counts.plus(write(RowMapping.toImageRow(rows.next()), images));
      }
    }
    return List.of(counts).iterator();
  }

  private ExportCounts write(ImageRow row, ImageReader images) throws IOException {
    ImageReference image = row.image();
    byte[] content;
    try {
      content = images.read(image);
    } catch (UnreadableImageException e) {
      return ExportCounts.unreadable(e.getMessage());
    }
    String name = "sa_" + image.imageId();
    String extension =
        ImageFileType.extension(content, image.fileName()).map(type -> "." + type).orElse("");
    folder.write(name + extension, content);
    folder.write(name + ".json", Sa1bJson.record(image, row.annotations()));
    return ExportCounts.written(row.annotations().size());
  }
}
