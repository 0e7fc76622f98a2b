package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.mask.RleMask;

/** A mask that was drawn, as a prompt to a model with trained weights that takes masks. */
class MaskPromptConformanceTest {

  private static final Path KIT = Path.of(System.getProperty("conformance.kit"));

  @TempDir Path folder;
  private Path bundle;

  @BeforeEach
  void importModel() {
    assumeTrue(Files.isDirectory(KIT), "skipped: no conformance kit");
    bundle = folder.resolve("sam_nano");
    CommandLineRun run =
        CommandLineRun.of(
            "import-model",
            "--checkpoint",
            KIT.resolve("sam_nano/sam_nano.pth"),
            "--config",
            KIT.resolve("sam_nano/sam_nano.json"),
            "--output",
            bundle);
    assertThat(run.status()).as(run.error()).isZero();
  }

  private RleMask predict(Object... prompt) throws IOException {
    Path output = folder.resolve("answer.json");
    Object[] arguments = new Object[8 + prompt.length];
    Object[] fixed = {
      "predict",
      "--image",
      KIT.resolve("photos/dog.jpg"),
      "--model",
      bundle,
      "--single",
      "--output",
      output
    };
    System.arraycopy(fixed, 0, arguments, 0, fixed.length);
    System.arraycopy(prompt, 0, arguments, fixed.length, prompt.length);
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.status()).as(run.error()).isZero();
    JsonNode mask = new ObjectMapper().readTree(Files.readAllBytes(output)).at("/masks/0");
    Files.writeString(folder.resolve("mask.json"), mask.toString());
    return RleMaskFile.read(folder.resolve("mask.json"));
  }

  @Test
  void aMaskBesideItsPointKeepsTheAnswerAndAnotherMaskChangesIt() throws IOException {
    Path mask = folder.resolve("of-the-point.json");
    RleMask byPoint = predict("--point", "400,250,1");
    Files.move(folder.resolve("mask.json"), mask);
    Path nothing =
        Files.writeString(
            folder.resolve("nothing.json"), "{\"size\": [534, 800], \"counts\": [427200]}");

    RleMask kept = predict("--point", "400,250,1", "--mask", mask);
    RleMask changed = predict("--point", "400,250,1", "--mask", nothing);

    assertThat(kept.iou(byPoint)).isGreaterThan(0.85);
    assertThat(changed.iou(byPoint)).isLessThan(kept.iou(byPoint) - 0.05);
  }

  @Test
  void aMaskOfAnotherSizeIsRefusedWithBothSizes() throws IOException {
    Path mask =
        Files.writeString(folder.resolve("small.json"), "{\"size\": [2, 3], \"counts\": [0, 6]}");

    CommandLineRun run =
        CommandLineRun.of(
            "predict",
            "--image",
            KIT.resolve("photos/dog.jpg"),
            "--model",
            bundle,
            "--mask",
            mask,
            "--output",
            folder.resolve("answer.json"));

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("2 x 3").contains("534 x 800");
  }
}
