package org.maskfoundry.dataset;

import java.util.Locale;

/** The three phases of the data engine (Segment Anything, section 4). */
public enum Phase {
  /** People annotate with the model's help. */
  ASSISTED_MANUAL,
  /** What is certain is prefilled, people add the rest. */
  SEMI_AUTOMATIC,
  /** The model annotates alone. */
  FULLY_AUTOMATIC;

  /** The phase's name in tables and files, in snake_case. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phase's name in tables and files, which is also its name in options. */
  @Override
  public String toString() {
    return tableName();
  }
}
