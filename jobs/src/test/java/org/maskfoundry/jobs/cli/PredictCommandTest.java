package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.Prompt;
import org.maskfoundry.segment.PredictedMask;
import org.maskfoundry.segment.SamPredictor;

class PredictCommandTest {

  @TempDir Path folder;
  private Path image;
  private Path output;

  @BeforeEach
  void drawImage() throws IOException {
    image = TestImages.disc(folder.resolve("disc.png"), 60, 80);
    output = folder.resolve("answer.json");
  }

  private CommandLineRun predict(Object... prompt) {
    List<Object> arguments =
        new ArrayList<>(List.of("predict", "--image", image, "--output", output));
    arguments.addAll(Arrays.asList(prompt));
    return CommandLineRun.of(arguments.toArray());
  }

  private JsonNode answer() throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(output));
  }

  private List<PredictedMask> asked(Prompt prompt, MaskAnswer answer) throws Exception {
    try (Segmenter segmenter = Bundle.embedded().load(DeviceSettings.cpu());
        SamPredictor predictor = new SamPredictor(segmenter)) {
      predictor.setImage(
          new ImageDecoder(ImageSettings.defaults()).decode(Files.readAllBytes(image), "disc"));
      List<PredictedMask> masks = predictor.predict(prompt, answer);
      masks.forEach(PredictedMask::mask);
      return masks;
    }
  }

  private void assertIsAnswer(List<PredictedMask> masks) throws IOException {
    JsonNode answer = answer();
    assertThat(answer.path("image").path("file_name").textValue()).isEqualTo("disc.png");
    assertThat(answer.path("masks")).hasSize(masks.size());
    for (int index = 0; index < masks.size(); index++) {
      JsonNode written = answer.path("masks").path(index);
      PredictedMask expected = masks.get(index);
      assertThat(written.path("predicted_iou").floatValue()).isEqualTo(expected.predictedIou());
      assertThat(written.path("segmentation").path("counts").textValue())
          .isEqualTo(expected.mask().toCocoString());
      assertThat(written.path("area").intValue()).isEqualTo(expected.mask().area());
    }
  }

  @Test
  void aPointIsAnsweredWithThreeMasksInTheDecodersOrder() throws Exception {
    CommandLineRun run = predict("--point", "40.5,30,1");

    assertThat(run.error()).isEmpty();
    assertThat(run.status()).isZero();
    assertIsAnswer(asked(Prompt.ofPoints(point(40.5, 30, 1)), MaskAnswer.MULTIPLE));
  }

  @Test
  void pointsRepeatAndCombineWithABox() throws Exception {
    CommandLineRun run =
        predict("--point", "40,30,1", "--point", "-3.5,2,0", "--box", "20,10,60.5,50", "--single");

    assertThat(run.error()).isEmpty();
    Prompt prompt =
        new Prompt(
            List.of(point(40, 30, 1), point(-3.5, 2, 0)),
            Prompt.ofBox(20, 10, 60.5, 50).box(),
            java.util.Optional.empty());
    assertIsAnswer(asked(prompt, MaskAnswer.SINGLE));
  }

  private static org.maskfoundry.prompt.PointPrompt point(double x, double y, int label) {
    return new org.maskfoundry.prompt.PointPrompt(x, y, label);
  }

  @Test
  void logitsAreTheModelsOwnInTheSameOrder() throws Exception {
    Path logits = folder.resolve("logits.npy");

    predict("--point", "40,30,1", "--logits", logits);

    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(logits)).order(ByteOrder.LITTLE_ENDIAN);
    int header = 10 + file.getShort(8);
    assertThat(new String(file.array(), 10, header - 10, StandardCharsets.US_ASCII))
        .contains("(3,128,128,)");
    float[] second = new float[128 * 128];
    file.position(header + Float.BYTES * second.length).slice();
    file.asFloatBuffer().get(second);
    assertThat(second)
        .isEqualTo(
            asked(Prompt.ofPoints(point(40, 30, 1)), MaskAnswer.MULTIPLE)
                .get(1)
                .lowResolutionLogits());
  }

  @Test
  void aPromptIsNeeded() {
    CommandLineRun run = predict();

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--point").contains("--box").contains("--mask");
    assertThat(output).doesNotExist();
  }

  @Test
  void malformedPromptsAreWrongOptions() {
    for (List<String> prompt :
        List.of(
            List.of("--point", "1,2"),
            List.of("--point", "--single"),
            List.of("--box"),
            List.of("--point", "1,2,3"),
            List.of("--point", "1,2,0.5"),
            List.of("--point", "a,2,1"),
            List.of("--point", "NaN,2,1"),
            List.of("--box", "1,2,3"),
            List.of("--box", "5,5,1,1"))) {
      CommandLineRun run = predict(prompt.toArray());

      assertThat(run.status()).as("%s", prompt).isEqualTo(ExitCode.SETTINGS.status());
      assertThat(run.error()).as("%s", prompt).contains(prompt.get(0)).doesNotContain("Exception");
    }
  }

  @Test
  void aModelWithoutMaskPromptsSaysSo() throws IOException {
    Path mask =
        Files.writeString(
            folder.resolve("mask.json"), "{\"size\": [60, 80], \"counts\": [0, 4800]}");

    CommandLineRun run = predict("--mask", mask);

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("region_nano").contains("--point");
  }
}
