package org.maskfoundry.jobs;

import java.util.List;
import org.maskfoundry.jobs.table.DatasetReader;

/** Published rows without what may differ between runs. */
public final class ComparableRows {

  private ComparableRows() {}

  /** The newest row of each image as JSON, in one order. */
  public static List<String> of(DatasetReader reader) {
    return reader
        .newestRows()
        .selectExpr(
            "image",
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
