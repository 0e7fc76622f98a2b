package org.maskfoundry.jobs.cli;

import java.util.Locale;

/** Which phases of the data engine the demo shows. */
enum DemoPhases {
  /** The model alone, on photos and scenes. */
  FULLY_AUTOMATIC,
  /** All three, on scenes, with simulated annotators. */
  ALL;

  /** The name in options, in snake_case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
