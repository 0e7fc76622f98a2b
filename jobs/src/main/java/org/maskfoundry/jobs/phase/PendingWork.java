package org.maskfoundry.jobs.phase;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import org.maskfoundry.jobs.spark.ImageSpool;
import org.maskfoundry.jobs.table.PendingImages;

/**
 * The images a run has to do.
 *
 * @param images the images
 * @param plan what there is to do with them
 * @param vanished names of images that failed before and are no longer there
 */
record PendingWork(ImageSpool images, RunPlan plan, Set<String> vanished) implements Closeable {

  /**
   * Goes through the listing.
   *
   * @param first the size of the first wave
   */
  static PendingWork of(PendingImages pending, AutomaticWork work, WaveSize first)
      throws IOException {
    ImageSpool images = ImageSpool.of(pending);
    return new PendingWork(
        images,
        new RunPlan(
            pending.listed(),
            images.size(),
            first.waves(images.size()),
            work.perImage().encodes() * images.size(),
            work.perImage().prompts() * images.size()),
        pending.vanished());
  }

  @Override
  public void close() throws IOException {
    images.close();
  }
}
