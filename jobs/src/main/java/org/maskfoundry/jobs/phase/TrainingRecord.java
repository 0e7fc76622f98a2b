package org.maskfoundry.jobs.phase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskfoundry.config.Setting;
import org.maskfoundry.detect.DetectionFigures;
import org.maskfoundry.detect.DetectorConf;
import org.maskfoundry.detect.DetectorSettings;
import org.maskfoundry.model.Sha256;
import org.maskfoundry.training.HeldOutSplit;
import org.maskfoundry.training.TrainedHead;
import org.maskfoundry.training.TrainingSettings;

/** What is kept of a training beside the detector itself. */
final class TrainingRecord {

  private static final double ACCURACY = 10_000;

  private final TrainingWork work;
  private final String datasetDigest;
  private final List<Map<String, Object>> curve = new ArrayList<>();

  /**
   * Nothing is trained yet.
   *
   * @param datasetDigest SHA-256 (hex) over images and boxes
   */
  TrainingRecord(TrainingWork work, String datasetDigest) {
    this.work = work;
    this.datasetDigest = datasetDigest;
  }

  /** Adds a training on a part of the images. */
  void addPart(HeldOutSplit part, TrainedHead trained) {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("images", part.learned().size());
    point.putAll(figures(trained.figures(), ""));
    curve.add(point);
  }

  /** What is said of the detector that was trained on all images. */
  DetectorConf conf(HeldOutSplit split, TrainedHead trained) {
    Map<String, Object> figures = new LinkedHashMap<>(figures(trained.figures(), ""));
    figures.putAll(figures(trained.chance(), "chance_"));
    if (!curve.isEmpty()) {
      addPart(split, trained);
      figures.put("curve", List.copyOf(curve));
    }
    return new DetectorConf(
        work.bundle().name(),
        work.bundle().digest(),
        trained.architecture(),
        Sha256.hex(trained.graph()),
        training(split, trained),
        figures,
        Map.of(DetectorSettings.SCORE_THRESHOLD.name(), rounded(trained.scoreThreshold())));
  }

  private Map<String, Object> training(HeldOutSplit split, TrainedHead trained) {
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("dataset_digest", datasetDigest);
    training.put("images", split.learned().size());
    training.put("held_out_images", split.heldOut().size());
    training.put("held_out_objects", trained.figures().objects());
    training.put("steps_done", trained.rounds().get(trained.rounds().size() - 1).steps());
    Map<String, String> rendered = work.settings().rendered();
    for (Setting<?> setting : TrainingSettings.all()) {
      training.put(setting.name(), rendered.get(setting.name()));
    }
    return training;
  }

  private static Map<String, Object> figures(DetectionFigures figures, String prefix) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(prefix + "ar_10", rounded(figures.recallOfTen()));
    values.put(prefix + "ar_100", rounded(figures.recallOfHundred()));
    values.put(prefix + "ap_50", rounded(figures.precision()));
    return values;
  }

  /** Downwards: a threshold that was rounded up would drop the box that set it. */
  private static double rounded(double value) {
    return Math.floor(ACCURACY * value) / ACCURACY;
  }
}
