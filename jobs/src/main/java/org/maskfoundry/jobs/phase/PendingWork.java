package org.maskfoundry.jobs.phase;

import java.io.Closeable;
import java.io.IOException;
import org.maskfoundry.jobs.spark.ImageSpool;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.table.PendingImages;
import org.maskfoundry.prompt.PointGrid;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * The images a run has to do.
 *
 * @param images the images
 * @param plan what there is to do with them
 */
record PendingWork(ImageSpool images, RunPlan plan) implements Closeable {

  /** Goes through the listing. */
  static PendingWork of(PendingImages pending, AutomaticWork work) throws IOException {
    ImageSpool images = ImageSpool.of(pending);
    long encodes = 0;
    long prompts = 0;
    long crops = 1;
    for (PointGrid grid : GeneratorSettings.from(work.settings()).pointGrids()) {
      encodes += grid.points().isEmpty() ? 0 : crops;
      prompts += grid.points().size() * crops;
      crops *= 4;
    }
    return new PendingWork(
        images,
        new RunPlan(
            pending.listed(),
            images.size(),
            images.waves(JobSettings.from(work.settings()).waveImages()),
            encodes * images.size(),
            prompts * images.size()));
  }

  @Override
  public void close() throws IOException {
    images.close();
  }
}
