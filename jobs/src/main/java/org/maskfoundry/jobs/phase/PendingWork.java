package org.maskfoundry.jobs.phase;

import java.io.Closeable;
import java.io.IOException;
import org.maskfoundry.jobs.spark.ImageSpool;
import org.maskfoundry.jobs.table.PendingImages;

/**
 * The images a run has to do.
 *
 * @param images the images
 * @param plan what there is to do with them
 */
record PendingWork(ImageSpool images, RunPlan plan) implements Closeable {

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
            work.perImage().prompts() * images.size()));
  }

  @Override
  public void close() throws IOException {
    images.close();
  }
}
