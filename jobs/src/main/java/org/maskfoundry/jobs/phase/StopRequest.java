package org.maskfoundry.jobs.phase;

/** Whether a run was asked to stop. */
@FunctionalInterface
public interface StopRequest {

  /** Never. */
  StopRequest NONE = () -> false;

  /** Whether no further wave is to be begun. */
  boolean isMade();
}
