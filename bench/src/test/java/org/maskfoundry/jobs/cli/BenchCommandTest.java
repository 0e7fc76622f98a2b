package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.scene.SceneRenderer;
import picocli.CommandLine;

class BenchCommandTest {

  @TempDir private Path folder;
  private final StringWriter output = new StringWriter();

  private int run(String... arguments) {
    CommandLine commands = Maskfoundry.commandLine().addSubcommand(new BenchCommand());
    commands.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
    return commands.execute(arguments);
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @Test
  void everyStepOfAnImageIsThereInTheTableAndInTheSummary() throws IOException {
    Path image = folder.resolve("scene.png");
    Files.write(image, ImageWriter.png(new SceneRenderer(120, 160).render(1).image()));

    int status =
        run(
            "bench",
            "--no-comparison",
            "--images",
            image.toString(),
            "--set",
            "points_per_side=4",
            "--json",
            folder.resolve("summary.json").toString());

    assertThat(status).describedAs(output.toString()).isZero();
    assertThat(summary().get("steps").findValuesAsText("step"))
        .containsExactly("decode_image", "encode", "decode", "select", "write");
    assertThat(summary().get("figures").get("prompts_per_image").asDouble()).isEqualTo(16);
    assertThat(output.toString()).contains("share of peak", "images_per_second");
  }

  @Test
  void manyImagesLeaveASampleForEveryTenth() throws IOException {
    int status =
        run(
            "bench",
            "soak",
            "--count",
            "10",
            "--set",
            "points_per_side=1",
            "--json",
            folder.resolve("summary.json").toString());

    assertThat(status).describedAs(output.toString()).isZero();
    assertThat(summary().get("samples").findValuesAsText("images"))
        .hasSize(10)
        .startsWith("1")
        .endsWith("10");
  }
}
