package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.scene.SceneRenderer;

class DemoCommandTest {

  @TempDir Path folder;

  @Test
  void theDemosOwnImagesAreFoundAndCountedAndShown() throws Exception {
    Path summary = folder.resolve("summary.json");
    Path output = folder.resolve("the demo");

    CommandLineRun run =
        CommandLineRun.of(
            "demo", "--output", output, "--json", summary, "--set", "points_per_side=12");

    assertThat(run.status()).as(run.error()).isZero();
    JsonNode counts = new ObjectMapper().readTree(summary.toFile()).get("counts");
    assertThat(counts.get("images").asInt()).isEqualTo(9);
    assertThat(counts.get("failed").asInt()).isZero();
    int objects = counts.get("objects").asInt();
    int atHalf = counts.get("found_at_iou_0.5").asInt();
    assertThat(objects).isGreaterThan(40);
    assertThat(atHalf).isBetween(objects / 2, objects);
    assertThat(counts.get("found_at_iou_0.75").asInt()).isBetween(objects / 3, atHalf);
    Path page = output.resolve("index.html");
    assertThat(run.output())
        .contains("Objects in the rendered scenes: " + objects)
        .contains("Look at " + page);
    assertThat(page)
        .content()
        .contains("<h2>coffee.jpg</h2>")
        .contains("<h2>scene-6.png</h2>")
        .contains("objects found at IoU 0.5")
        .doesNotContain("class=\"failed\"");
    assertThat(output.resolve("images/CREDITS.md")).content().contains("NASA");
  }

  @Test
  void imagesOfOnesOwnAreShownAndBrokenOnesStopNothing() throws Exception {
    Path photos = Files.createDirectories(folder.resolve("my photos"));
    Files.write(
        photos.resolve("é.png"), ImageWriter.png(new SceneRenderer(120, 160).render(1).image()));
    Files.write(photos.resolve("broken.jpg"), new byte[0]);

    CommandLineRun run =
        CommandLineRun.of(
            "demo",
            "--images",
            photos,
            "--output",
            folder.resolve("out"),
            "--set",
            "points_per_side=8");

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(run.output()).doesNotContain("rendered scenes");
    assertThat(folder.resolve("out/index.html"))
        .content()
        .contains("<h2>é.png</h2>")
        .contains("<h2>broken.jpg</h2><strong>empty_file</strong>");
    assertThat(folder.resolve("out/images")).doesNotExist();
  }
}
