package org.maskfoundry.jobs.table;

import java.util.Locale;

/** How a run ended. */
public enum RunOutcome {
  /** It has not ended, or was killed and no rerun has come by yet. */
  RUNNING,
  /** Its rows are published. */
  PUBLISHED,
  /** Every image was done before. */
  NOTHING_TO_DO,
  /** Too many images failed; its branch is kept. */
  ERROR_BUDGET_EXCEEDED,
  /** It was asked to stop; its branch is kept. */
  STOPPED,
  /** It ended with an error; its branch is kept. */
  FAILED,
  /** It was killed; its branch is kept and a rerun has gone on from it. */
  INTERRUPTED;

  /** The outcome's name in tables and files, in snake_case. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
