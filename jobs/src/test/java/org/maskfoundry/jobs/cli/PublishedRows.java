package org.maskfoundry.jobs.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.table.DatasetReader;

/** The newest published row of each image of a dataset. */
final class PublishedRows {

  private PublishedRows() {}

  /** They, by the images' relative paths. */
  static Map<String, ImageRow> of(Path dataset) {
    Map<String, ImageRow> rows = new TreeMap<>();
    for (Row row :
        DatasetReader.open(TestSpark.session(), dataset.toString()).newestRows().collectAsList()) {
      ImageRow image = RowMapping.toImageRow(row);
      rows.put(image.image().fileName(), image);
    }
    return rows;
  }
}
