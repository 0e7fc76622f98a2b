package org.maskfoundry.jobs.spark.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.maskfoundry.jobs.table.DatasetException;
import org.maskfoundry.model.Sha256;

/** The images of a dataset that have masks, in the order of their paths. */
public final class BoxedImages {

  private final List<BoxedImage> images;

  private BoxedImages(List<BoxedImage> images) {
    this.images = List.copyOf(images);
  }

  /** The images of rows; the masks themselves stay where they are. */
  public static BoxedImages of(Dataset<Row> rows) {
    Iterator<Row> read =
        rows.filter(col("error").isNull())
            .filter(size(col("annotations")).gt(0))
            .select(col("image"), col("annotations.bbox").as("boxes"))
            .orderBy(col("image.file_name"), col("image.image_id"))
            .toLocalIterator();
    List<BoxedImage> images = new ArrayList<>();
    String last = "";
    while (read.hasNext()) {
      BoxedImage image = BoxedImage.of(read.next());
      String name = image.image().fileName();
      if (name.equals(last)) {
        throw new DatasetException(
            "%s: two images of the dataset have this path, from different sources, and their embeddings would be one file; train on a dataset of one source, or of another phase with --phase"
                .formatted(name));
      }
      last = name;
      images.add(image);
    }
    return new BoxedImages(images);
  }

  /** The images. */
  public List<BoxedImage> images() {
    return images;
  }

  /** Boxes of all images. */
  public long boxes() {
    return images.stream().mapToLong(image -> image.boxes().size()).sum();
  }

  /** SHA-256 (hex) over which images there are and which boxes they have. */
  public String digest() {
    StringBuilder text = new StringBuilder();
    for (BoxedImage image : images) {
      text.append(image.image().imageId()).append(image.boxes()).append('\n');
    }
    return Sha256.hex(text.toString());
  }
}
