package org.maskfoundry.jobs;

import java.util.List;
import org.maskfoundry.jobs.table.DatasetReader;

/** Published rows without what may differ between runs. */
public final class ComparableRows {

  private ComparableRows() {}

  /** The newest row of each image as JSON, in one order. */
  public static List<String> of(DatasetReader reader) {
    return rows(reader, "image");
  }

  /** The same for images that lie elsewhere. */
  public static List<String> whereverTheyLie(DatasetReader reader) {
    return rows(
        reader,
        "struct(image.image_id, image.file_name, image.length, image.sha256, image.width,"
            + " image.height) AS image");
  }

  private static List<String> rows(DatasetReader reader, String image) {
    return reader
        .newestRows()
        .selectExpr(
            image,
            "phase",
            "annotations",
            "rejections",
            "map_entries(dropped)",
            "error",
            "provenance.model_digest",
            "provenance.settings_digest",
            "provenance.code_version",
            "provenance.device")
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
