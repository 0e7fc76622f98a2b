package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop of the data engine, from nothing to a page. */
@Tag("long")
class DemoPhasesTest {

  @TempDir Path folder;

  @Test
  void everyPhaseFindsMoreOfTheScenes() throws Exception {
    Path output = folder.resolve("the demo");
    Path summary = folder.resolve("summary.json");

    CommandLineRun run =
        CommandLineRun.of(
            "demo",
            "--phases",
            "all",
            "--scenes",
            "10",
            "--output",
            output,
            "--json",
            summary,
            "--set",
            "points_per_side=12");

    assertThat(run.status()).as(run.error()).isZero();
    JsonNode phases = new ObjectMapper().readTree(summary.toFile()).get("phases");
    assertThat(phases)
        .extracting(phase -> phase.get("name").textValue())
        .containsExactly("assisted_manual", "semi_automatic", "fully_automatic");
    for (int later = 1; later < phases.size(); later++) {
      for (String figure : List.of("recall_50", "masks")) {
        assertThat(phases.get(later).get(figure).doubleValue())
            .isGreaterThan(phases.get(later - 1).get(figure).doubleValue());
      }
      assertThat(phases.get(later).get("recall_75").doubleValue())
          .isBetween(0.0, phases.get(later).get("recall_50").doubleValue());
    }
    assertThat(phases.get(2).get("recall_50").doubleValue()).isGreaterThan(0.7);
    assertThat(run.output())
        .contains("recall at IoU 0.5", "Look at " + output.resolve("index.html"));
    assertThat(output.resolve("index.html"))
        .content()
        .contains("<h2>scene-001.png</h2>", "as annotators saw it", "after fully_automatic");
    assertThat(output.resolve("detector/detector.onnx")).exists();
    assertThat(output.resolve("painted/scene-001.png")).exists();
    assertThat(Files.readString(output.resolve("annotations/semi_automatic.json")))
        .contains("\"lead_time\"", "\"origin\":\"manual\"");
  }

  @Test
  void imagesOfOnesOwnHaveNoKnownMasks() {
    CommandLineRun run =
        CommandLineRun.of("demo", "--phases", "all", "--images", folder, "--output", folder);

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--images");
  }
}
