package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.maskfoundry.dataset.Phase;

/**
 * Which of a dataset's published rows are wanted, where it holds those of several models, settings
 * or runs.
 *
 * @param modelDigest rows of this model (hex, or its first digits)
 * @param settingsDigest rows of these settings (hex, or its first digits)
 * @param runId rows of this run
 * @param phase rows of this phase
 * @param version rows as they were published then: a tag, the id of a run, or a snapshot's number
 */
public record RowSelection(
    Optional<String> modelDigest,
    Optional<String> settingsDigest,
    Optional<String> runId,
    Optional<Phase> phase,
    Optional<String> version) {

  /** All rows. */
  public static RowSelection any() {
    return new RowSelection(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** All rows of a phase. */
  public static RowSelection of(Phase phase) {
    return new RowSelection(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(phase), Optional.empty());
  }

  /** What the fully automatic phase made with a model and settings. */
  public static RowSelection generated(String modelDigest, String settingsDigest) {
    return new RowSelection(
        Optional.of(modelDigest),
        Optional.of(settingsDigest),
        Optional.empty(),
        Optional.of(Phase.FULLY_AUTOMATIC),
        Optional.empty());
  }

  Column condition() {
    Column all = lit(true);
    all = modelDigest.map(col("provenance.model_digest")::startsWith).map(all::and).orElse(all);
    all =
        settingsDigest.map(col("provenance.settings_digest")::startsWith).map(all::and).orElse(all);
    all = runId.map(col("provenance.run_id")::equalTo).map(all::and).orElse(all);
    return phase.map(Phase::tableName).map(col("phase")::equalTo).map(all::and).orElse(all);
  }
}
