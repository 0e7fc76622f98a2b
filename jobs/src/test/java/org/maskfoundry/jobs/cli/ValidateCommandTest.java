package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir Path folder;

  @Test
  void validSettingsAreShownWithWhereTheyComeFrom() throws IOException {
    Path conf = Files.writeString(folder.resolve("my.conf"), "# ok\nerror_budget = 0.2\n");

    CommandLineRun run = CommandLineRun.of("validate", "--conf", conf, "--set", "max_masks=9");

    assertThat(run.status()).isZero();
    assertThat(run.output())
        .contains("error_budget = 0.2  # " + conf + ":2")
        .contains("max_masks = 9  # --set max_masks=9")
        .contains("pred_iou_thresh = 0.3  # model.conf of region_nano")
        .contains("wave_images = auto  # default")
        .contains("wave_minutes = 10.0  # default");
  }

  @Test
  void aPresetGoesOverTheModelsOwnDefaults() {
    CommandLineRun run = CommandLineRun.of("validate", "--preset", "segment-anything");

    assertThat(run.output())
        .contains("pred_iou_thresh = 0.88  # preset segment-anything")
        .contains("connected_to_prompt = false  # preset segment-anything")
        .contains("min_mask_region_area = 0  # preset segment-anything");
  }

  @Test
  void everyProblemIsListedAndTheStatusSaysSo() throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("my.conf"), "error_budget = 2\nwave_image = 3\ndevice = gpu\n");

    CommandLineRun run = CommandLineRun.of("validate", "--conf", conf);

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error().lines().skip(1))
        .hasSize(3)
        .allMatch(line -> line.contains(conf.toString()));
    assertThat(run.error()).contains("did you mean wave_images?").contains("cuda");
    assertThat(run.output()).isEmpty();
  }

  @Test
  void pointGridsAndPointsPerSideContradictEachOther() {
    CommandLineRun run =
        CommandLineRun.of(
            "validate",
            "--job",
            "masks",
            "--set",
            "point_grids=[[[0.5, 0.5]]]",
            "points_per_side=4");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("point_grids").contains("points_per_side");
  }

  @Test
  void oneFileServesSeveralJobs() throws IOException {
    Path conf =
        Files.writeString(folder.resolve("all.conf"), "wave_images = 5\npoints_per_side = 8\n");

    for (String job : new String[] {"generate", "masks", "predict"}) {
      assertThat(CommandLineRun.of("validate", "--conf", conf, "--job", job).status())
          .as(job)
          .isZero();
    }
  }
}
