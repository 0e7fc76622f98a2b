package org.maskfoundry.jobs.phase;

import java.util.Map;

/**
 * What became of images of which files were to be made.
 *
 * @param listed all images
 * @param done those whose file was there before
 * @param made those whose file was made now
 * @param errors those that failed, by code
 * @param stopped whether the work ended early, on request
 */
public record FileReport(
    long listed, long done, long made, Map<String, Long> errors, boolean stopped) {

  /** Hears how the work comes along. */
  public interface Observer {
    /** A wave is written. */
    void waveFinished(long images, long failed);
  }

  /** Copies the map. */
  public FileReport {
    errors = Map.copyOf(errors);
  }

  /** Images that failed. */
  public long failed() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Share of the images that failed, 0 to 1; 0 where there are none. */
  public double failedShare() {
    return listed == 0 ? 0 : failed() / (double) listed;
  }
}
