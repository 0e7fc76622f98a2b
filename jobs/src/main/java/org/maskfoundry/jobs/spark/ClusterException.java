package org.maskfoundry.jobs.spark;

/** Spark could not be started on the master it was given; the message names it and the remedy. */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the failure.
   *
   * @param message what was found, and what to do
   */
  public ClusterException(String message) {
    super(message);
  }
}
