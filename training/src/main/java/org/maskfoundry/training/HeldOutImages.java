package org.maskfoundry.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.detect.DetectionFigures;
import org.maskfoundry.detect.DetectorSettings;
import org.maskfoundry.detect.EmbeddingDetector;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.graph.HeadArchitecture;

/** Images that only measure. */
final class HeldOutImages {

  private static final int MOST_BOXES = 100;

  /** All boxes count, however unsure: recall is asked of the surest hundred. */
  private static final DetectorSettings ANY =
      DetectorSettings.from(
          SettingsResolver.of(DetectorSettings.all())
              .override(DetectorSettings.SCORE_THRESHOLD.name() + "=0.001")
              .override(DetectorSettings.MAX_BOXES.name() + "=" + MOST_BOXES)
              .resolve());

  private final HeadArchitecture head;
  private final List<TrainingImage> images;

  HeldOutImages(HeadArchitecture head, List<TrainingImage> images) {
    this.head = head;
    this.images = images;
  }

  /** What a head finds in them. */
  List<DetectionFigures.Image> found(byte[] graph) throws IOException {
    List<DetectionFigures.Image> found = new ArrayList<>();
    int side = head.embeddingSize();
    try (EmbeddingDetector detector = EmbeddingDetector.load(graph, ANY, DeviceSettings.cpu())) {
      for (TrainingImage image : images) {
        found.add(
            new DetectionFigures.Image(
                detector.detect(image.embedding().values(), head.channels(), side, side),
                image.boxes()));
      }
    }
    return found;
  }

  /** A hundred boxes of each image, drawn at random, every box equally likely. */
  List<DetectionFigures.Image> drawn(long seed) {
    Random random = new Random(seed);
    List<DetectionFigures.Image> drawn = new ArrayList<>();
    for (TrainingImage image : images) {
      List<DetectedBox> boxes = new ArrayList<>();
      for (int rank = 0; rank < MOST_BOXES; rank++) {
        boxes.add(anyBox(random, 1 - rank / (double) MOST_BOXES));
      }
      drawn.add(new DetectionFigures.Image(boxes, image.boxes()));
    }
    return drawn;
  }

  private DetectedBox anyBox(Random random, double score) {
    double x = head.imageSize() * random.nextDouble();
    double y = head.imageSize() * random.nextDouble();
    double otherX = head.imageSize() * random.nextDouble();
    double otherY = head.imageSize() * random.nextDouble();
    return new DetectedBox(
        Math.min(x, otherX), Math.min(y, otherY), Math.max(x, otherX), Math.max(y, otherY), score);
  }
}
