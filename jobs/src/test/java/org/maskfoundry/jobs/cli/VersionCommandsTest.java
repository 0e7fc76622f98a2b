package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.JdbcCatalog;
import org.maskfoundry.jobs.TestImages;

/** The life of a dataset, in a folder and in a JDBC catalog. */
class VersionCommandsTest {

  private static final int IMAGES = 3;

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void drawImages() throws IOException {
    images = folder.resolve("images");
    TestImages.whole(images, IMAGES);
  }

  private CommandLineRun generate(Object dataset, String threshold) {
    return run(
        "generate",
        "--images",
        images,
        "--output",
        dataset,
        "--set",
        "points_per_side=2",
        "pred_iou_thresh=" + threshold);
  }

  private CommandLineRun run(Object... arguments) {
    CommandLineRun run =
        CommandLineRun.of(
            Stream.concat(Stream.of(arguments), Stream.of("--json", json())).toArray());
    assertThat(run.status()).as(run.error()).isZero();
    return run;
  }

  private Path json() {
    return folder.resolve("summary.json");
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(json()));
  }

  private void live(Object dataset) throws Exception {
    generate(dataset, "-100");
    final String firstRun = summary().path("run_id").textValue();
    final long masks = summary().path("counts").path("masks").longValue();
    generate(dataset, "-100");
    assertThat(summary().path("run_outcome").textValue()).isEqualTo("nothing_to_do");
    run("tag", "--dataset", dataset, "--name", "v1");
    generate(dataset, "100");
    assertThat(summary().path("run_outcome").textValue()).isEqualTo("published");
    final String secondRun = summary().path("run_id").textValue();

    String listed = run("versions", "--dataset", dataset).output();
    assertThat(listed).contains("v1", firstRun, secondRun);
    assertThat(summary().path("tags").get(0).path("masks").longValue()).isEqualTo(masks);
    assertThat(summary().path("runs"))
        .extracting(run -> run.path("run_id").textValue())
        .containsExactly(firstRun, secondRun);

    Path lines = folder.resolve("changes.jsonl");
    run("diff", "--dataset", dataset, "v1", secondRun, "--output", lines);
    assertThat(summary().at("/counts/masks/removed").longValue()).isEqualTo(masks).isPositive();
    assertThat(summary().at("/counts/masks/added").longValue()).isZero();
    assertThat(lines).content().contains("\"file_name\":\"000.png\"", "\"image\":\"changed\"");

    run("maintain", "--dataset", dataset, "--keep-days", 0, "--dry-run");
    long toExpire = summary().at("/counts/expired_snapshots").longValue();
    run("maintain", "--dataset", dataset, "--keep-days", 0);
    assertThat(summary().at("/counts/expired_snapshots").longValue())
        .isGreaterThanOrEqualTo(toExpire);
    assertThat(toExpire).isPositive();
    assertThat(summary().at("/before/snapshots").longValue())
        .isGreaterThan(summary().at("/after/snapshots").longValue());

    exported(dataset, masks, "--dataset-version", "v1");
    exported(dataset, 0, "--dataset-version", "main");
    exported(dataset, 0);
    Path page = folder.resolve("page");
    run("show", "--dataset", dataset, "--dataset-version", "v1", "--output", page);
    assertThat(page.resolve("index.html")).content().contains("000.png");
  }

  private void exported(Object dataset, long masks, Object... version) throws IOException {
    Path output = Files.createTempDirectory(folder, "exported");
    run(
        Stream.concat(
                Stream.of("export", "--dataset", dataset, "--format", "sa-1b", "--output", output),
                Stream.of(version))
            .toArray());
    assertThat(summary().at("/counts/images").longValue()).isEqualTo(IMAGES);
    assertThat(summary().at("/counts/masks").longValue()).isEqualTo(masks);
  }

  @Test
  void inAFolder() throws Exception {
    live(folder.resolve("dataset"));
  }

  @Test
  void inAJdbcCatalog() throws Exception {
    JdbcCatalog catalog = JdbcCatalog.in(folder);
    try (catalog) {
      live("lake.masks");
      assertThat(folder.resolve("warehouse/lake/masks/annotations/data")).isDirectory();
    }
  }

  @Test
  void aTagThatIsThereIsRefusedWithoutReplace() {
    Path dataset = folder.resolve("dataset");
    generate(dataset, "-100");
    Object[] tag = {"tag", "--dataset", dataset, "--name", "v1"};
    run(tag);

    CommandLineRun again = CommandLineRun.of(tag);

    assertThat(again.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(again.error()).contains("v1 is there already").contains("--replace");
    run("tag", "--dataset", dataset, "--name", "v1", "--replace");
  }

  @Test
  void aVersionThatIsNotThereIsSaidToBe() {
    Path dataset = folder.resolve("dataset");
    generate(dataset, "-100");

    CommandLineRun diff = CommandLineRun.of("diff", "--dataset", dataset, "v1", "main");
    CommandLineRun show =
        CommandLineRun.of(
            "show", "--dataset", dataset, "--dataset-version", "v1", "--output", folder);

    for (CommandLineRun run : new CommandLineRun[] {diff, show}) {
      assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
      assertThat(run.error()).contains("No version v1").doesNotContain("Unexpected");
    }
  }

  @Test
  void agesThatWouldHarmRunsAtWorkAreRefused() {
    for (String option : new String[] {"--abandoned-days", "--orphan-days"}) {
      CommandLineRun run = CommandLineRun.of("maintain", "--dataset", folder, option, 0);

      assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
      assertThat(run.error()).contains(option).contains("at least 1");
    }
  }

  @Test
  void onlyPropertiesOfSparkAreTaken() {
    CommandLineRun run =
        CommandLineRun.of("versions", "--dataset", folder, "--spark-conf", "user.home=/");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--spark-conf").contains("user.home");
    assertThat(System.getProperty("user.home")).isNotEqualTo("/");
  }
}
