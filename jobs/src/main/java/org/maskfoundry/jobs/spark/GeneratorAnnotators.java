package org.maskfoundry.jobs.spark;

import org.apache.spark.SparkContext;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.segment.AutomaticMaskGenerator;

/** Annotators that run the automatic generator on a model that all tasks of a process share. */
public final class GeneratorAnnotators implements AnnotatorFactory {

  private static final long serialVersionUID = 1;

  private final SegmenterFactory model;
  private final TaskSettings settings;

  /** Annotators of a bundle, which is made available to the executors of {@code spark}. */
  public GeneratorAnnotators(Bundle bundle, TaskSettings settings, SparkContext spark) {
    this.model = new SegmenterFactory(bundle, settings, spark);
    this.settings = settings;
  }

  @Override
  public ImageAnnotator open() {
    LeasedSegmenter lease = model.lease();
    return new Annotator(
        lease, new AutomaticMaskGenerator(lease.segmenter(), settings.generator()));
  }

  private record Annotator(LeasedSegmenter lease, AutomaticMaskGenerator generator)
      implements ImageAnnotator {

    @Override
    public FoundMasks annotate(RgbImage image) {
      return FoundMasks.of(generator.generate(image));
    }

    @Override
    public String device() {
      return lease.segmenter().description().device();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
