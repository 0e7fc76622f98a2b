package org.maskfoundry.jobs.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.maskfoundry.detect.BoxPrefill;
import org.maskfoundry.detect.Detector;
import org.maskfoundry.detect.DetectorBundle;
import org.maskfoundry.detect.PrefilledMasks;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;

/** Annotators that ask a model about the boxes of a detector; tasks of a process share both. */
public final class PrefillAnnotators implements AnnotatorFactory {

  private static final long serialVersionUID = 1;
  private static final Map<String, Detector> LOADED = new ConcurrentHashMap<>();

  private final SegmenterFactory model;
  private final Broadcast<DetectorBundle> detector;
  private final String detectorDigest;
  private final TaskSettings settings;

  /**
   * Annotators of a bundle and a detector, which are made available to the executors.
   *
   * @param detector finds the boxes
   */
  public PrefillAnnotators(
      Bundle bundle, DetectorBundle detector, TaskSettings settings, SparkContext spark) {
    this.model = new SegmenterFactory(bundle, settings, spark);
    this.detector = JavaSparkContext.fromSparkContext(spark).broadcast(detector);
    this.detectorDigest = detector.digest();
    this.settings = settings;
  }

  @Override
  public ImageAnnotator open() {
    DeviceSettings device = TaskDevice.of(settings.device());
    LeasedSegmenter lease = model.lease();
    try {
      // Detectors are small next to segmenters: they stay loaded until the process ends.
      Detector shared =
          LOADED.computeIfAbsent(
              detectorDigest + device + settings,
              key -> detector.value().load(settings.detector(), device));
      return new Annotator(lease, new BoxPrefill(lease.segmenter(), shared, settings.prefill()));
    } catch (RuntimeException unusable) {
      lease.close();
      throw unusable;
    }
  }

  private record Annotator(LeasedSegmenter lease, BoxPrefill prefill) implements ImageAnnotator {

    @Override
    public FoundMasks annotate(RgbImage image) {
      StepTimes times = new StepTimes();
      PrefilledMasks found = times.time("prefill", () -> prefill.prefill(image));
      return FoundMasks.of(found, times.toMap());
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
