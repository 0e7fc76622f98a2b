package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.conformance.ConformanceModels;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/** Whether a trained model in 16-bit floats answers as in 32: encoder and all decoders. */
class HalfPrecisionTest {

  private static final String MODEL = "sam_nano";

  /** A number of 16 bits has 11 bits of fraction: some of its last ones are lost on the way. */
  private static final double SAME = 0.02;

  private static final Prompt POINT = Prompt.ofPoints(PointPrompt.foreground(400, 300));

  @Test
  void answersAreNearlyThoseInFullPrecision() {
    RgbImage photo = ConformanceModels.photo("dog.jpg");
    DeviceSettings settings = new DeviceSettings(Device.CPU, Precision.FP16, Optional.of(2));
    try (Segmenter half = ConformanceModels.bundle(MODEL).load(settings);
        SamPredictor halfPredictor = new SamPredictor(half);
        SamPredictor full =
            new SamPredictor(ConformanceModels.segmenter(MODEL + "/" + MODEL + ".json"))) {
      halfPredictor.setImage(photo);
      full.setImage(photo);
      compare(full.imageEmbedding().toArray(), halfPredictor.imageEmbedding().toArray());
      List<PredictedMask> expected = full.predict(POINT, MaskAnswer.MULTIPLE);
      compareMasks(expected, halfPredictor.predict(POINT, MaskAnswer.MULTIPLE));
      Prompt refined = POINT.withMask(expected.get(0).lowResolutionLogits());
      compareMasks(
          full.predict(refined, MaskAnswer.SINGLE),
          halfPredictor.predict(refined, MaskAnswer.SINGLE));
    }
  }

  private static void compareMasks(List<PredictedMask> expected, List<PredictedMask> found) {
    for (int mask = 0; mask < expected.size(); mask++) {
      assertThat(Math.abs(found.get(mask).predictedIou() - expected.get(mask).predictedIou()))
          .isLessThan((float) SAME);
      compare(expected.get(mask).lowResolutionLogits(), found.get(mask).lowResolutionLogits());
      assertThat(found.get(mask).mask().iou(expected.get(mask).mask())).isGreaterThan(0.98);
    }
  }

  private static void compare(float[] expected, float[] found) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - found[i]));
    }
    assertThat(difference / largest).isGreaterThan(0).isLessThan(SAME);
  }
}
