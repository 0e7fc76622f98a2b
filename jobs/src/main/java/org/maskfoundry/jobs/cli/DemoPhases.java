package org.maskfoundry.jobs.cli;

/** Which phases of the data engine the demo shows. */
enum DemoPhases {
  /** The model alone, on photos and scenes. */
  FULLY_AUTOMATIC,
  /** All three, on scenes, with simulated annotators. */
  ALL
}
