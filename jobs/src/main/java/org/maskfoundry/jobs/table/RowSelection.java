package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * Which of a dataset's published rows are wanted, where it holds those of several models, settings
 * or runs.
 *
 * @param modelDigest rows of this model (hex, or its first digits)
 * @param settingsDigest rows of these settings (hex, or its first digits)
 * @param runId rows of this run
 */
public record RowSelection(
    Optional<String> modelDigest, Optional<String> settingsDigest, Optional<String> runId) {

  /** All rows. */
  public static RowSelection any() {
    return new RowSelection(Optional.empty(), Optional.empty(), Optional.empty());
  }

  Column condition() {
    Column all = lit(true);
    all = modelDigest.map(col("provenance.model_digest")::startsWith).map(all::and).orElse(all);
    all =
        settingsDigest.map(col("provenance.settings_digest")::startsWith).map(all::and).orElse(all);
    return runId.map(col("provenance.run_id")::equalTo).map(all::and).orElse(all);
  }
}
