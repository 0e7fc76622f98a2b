package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.RunProgress;
import org.maskfoundry.jobs.spark.SourceException;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.jobs.table.RunHistory;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.jobs.table.RunStatus;
import org.maskfoundry.jobs.table.RunTable;
import org.maskfoundry.model.Sha256;

class FullyAutomaticTest {

  @TempDir Path folder;
  private Path images;
  private Path output;

  @BeforeEach
  void names() {
    images = folder.resolve("my photos");
    output = folder.resolve("dataset");
    BrightRegions.ANNOTATED.set(0);
  }

  private List<String> outcomes() {
    return RunTable.findOrCreate(DatasetCatalog.open(TestSpark.session(), output.toString()))
        .rows()
        .orderBy("started_at")
        .select("outcome")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void everyImageHasARowThatTellsItsFate() throws Exception {
    TestImages.goodAndBroken(images);
    TestRun run = TestRun.of(images, output);

    RunReport report = run.run("error_budget=1");

    assertThat(report.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    Map<String, String> expected = new TreeMap<>();
    expected.put("good.jpg", "1 masks");
    expected.put("sub folder/ünï çødé %20#1.jpg", "1 masks");
    expected.put("rotated.jpg", "1 masks");
    expected.put("16bit.png", "1 masks");
    expected.put("1x1.png", "0 masks");
    expected.put("20000x10.png", "1 masks");
    expected.put(
        "cmyk.jpg",
        run.fates().get("cmyk.jpg").endsWith("masks") ? run.fates().get("cmyk.jpg") : "masks");
    expected.put("empty.jpg", "empty_file");
    expected.put("truncated.jpg", "truncated");
    expected.put("text.jpg", "not_an_image");
    expected.put("directory.jpg", "is_a_directory");
    expected.put("link.jpg", "not_found");
    assertThat(run.fates()).isEqualTo(expected);
    assertThat(report.counts().images()).isEqualTo(12);
    assertThat(report.counts().errors())
        .isEqualTo(
            Map.of(
                "empty_file", 1L,
                "truncated", 1L,
                "not_an_image", 1L,
                "is_a_directory", 1L,
                "not_found", 1L));
    run.rows()
        .forEach((name, row) -> row.error().ifPresent(e -> assertThat(e.message()).contains(name)));
  }

  @Test
  void rowsHoldWhatIsKnownOfTheirImage() throws Exception {
    TestImages.goodAndBroken(images);
    TestRun run = TestRun.of(images, output);
    run.run("error_budget=1");

    ImageRow good = run.rows().get("good.jpg");
    byte[] bytes = Files.readAllBytes(images.resolve("good.jpg"));
    String sha256 = Sha256.hex(bytes);
    assertThat(good.image().sha256()).isEqualTo(sha256);
    assertThat(good.image().imageId()).isEqualTo(ImageIdentity.imageId("good.jpg", sha256));
    assertThat(good.image().length()).isEqualTo(bytes.length);
    assertThat(good.image().width()).isEqualTo(64);
    assertThat(good.image().height()).isEqualTo(48);
    assertThat(good.image().uri()).isEqualTo(images.resolve("good.jpg").toUri().toString());
    assertThat(good.provenance().modelDigest()).isEqualTo("0d1e");
    assertThat(good.provenance().device()).isEqualTo("cpu");
    assertThat(good.timings()).containsKeys("read", "decode_image", "encode");
    assertThat(good.dropped()).containsEntry("stability", 1L);
    assertThat(good.annotations())
        .extracting(MaskAnnotation::id)
        .containsExactly(
            ImageIdentity.annotationId(
                good.image().imageId(), "0d1e", good.provenance().settingsDigest(), 0));
    assertThat(run.rows().get("link.jpg").image().imageId())
        .isEqualTo(ImageIdentity.imageId("link.jpg", ""));
    assertThat(run.rows().get("text.jpg").image().sha256()).isNotEmpty();
  }

  @Test
  void aRerunReadsNothingAndChangesNothing() throws Exception {
    TestImages.goodAndBroken(images);
    TestRun run = TestRun.of(images, output);
    run.run("error_budget=1");
    List<String> before = run.comparableRows();
    // What is read again would now be no image any more.
    Path good = images.resolve("good.jpg");
    FileTime time = Files.getLastModifiedTime(good);
    Files.write(good, new byte[(int) Files.size(good)]);
    Files.setLastModifiedTime(good, time);
    BrightRegions.ANNOTATED.set(0);

    RunReport rerun = run.run("error_budget=1");

    assertThat(rerun.outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    assertThat(rerun.plan()).isEqualTo(new RunPlan(12, 0, Optional.of(0L), 0, 0));
    assertThat(BrightRegions.ANNOTATED).hasValue(0);
    assertThat(run.comparableRows()).isEqualTo(before);
    assertThat(outcomes()).containsExactly("published", "nothing_to_do");
  }

  @Test
  void newAndChangedImagesAloneAreDone() throws Exception {
    TestImages.whole(images, 3);
    TestRun run = TestRun.of(images, output);
    run.run();
    Files.write(images.resolve("001.png"), TestImages.png(50, 50, 9));
    Files.write(images.resolve("new.png"), TestImages.png(50, 50, 9));

    RunReport rerun = run.run();

    assertThat(rerun.plan().pending()).isEqualTo(2);
    assertThat(rerun.plan().done()).isEqualTo(2);
    assertThat(rerun.counts().images()).isEqualTo(2);
    assertThat(run.rows().get("001.png").image().width()).isEqualTo(50);
    assertThat(run.rows()).hasSize(4);
  }

  @Test
  void rowsDoNotDependOnPartitionsOrWaves() throws Exception {
    TestImages.goodAndBroken(images);
    TestRun one = TestRun.of(images, folder.resolve("one"));
    TestRun seven = TestRun.of(images, folder.resolve("seven"));

    one.run("error_budget=1", "partitions=1");
    seven.run("error_budget=1", "partitions=7", "wave_images=8");

    assertThat(seven.comparableRows()).hasSize(12).isEqualTo(one.comparableRows());
  }

  @Test
  void rowsDoNotDependOnWhetherWavesAreSizedByTime() throws Exception {
    TestImages.whole(images, 70);
    TestRun one = TestRun.of(images, folder.resolve("one"));
    TestRun timed = TestRun.of(images, folder.resolve("timed"));

    one.run("wave_images=70");
    assertThat(timed.phase(TestSpark.session(), "wave_minutes=0.01").plan().waves())
        .as("the first wave has 32 images on two cores")
        .isEmpty();
    RunReport report = timed.run("wave_minutes=0.01");

    assertThat(timed.comparableRows()).hasSize(70).isEqualTo(one.comparableRows());
    RunStatus status =
        RunHistory.open(TestSpark.session(), timed.output().toString()).run(report.runId());
    assertThat(status.wavesDone()).isBetween(2L, 20L);
    assertThat(status.count("waves")).isEmpty();
    assertThat(status.count("images_in_work")).contains(0L);
    assertThat(timed.run().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
  }

  @Test
  void tooManyFailuresKeepTheBranchAndPublishNothing() throws Exception {
    TestImages.whole(images, 3);
    Files.writeString(images.resolve("broken.jpg"), "no image");
    TestRun run = TestRun.of(images, output);

    RunReport over = run.run("error_budget=0.24");

    assertThat(over.outcome()).isEqualTo(RunOutcome.ERROR_BUDGET_EXCEEDED);
    assertThat(over.branch()).isNotEmpty();
    assertThat(run.rows()).isEmpty();

    BrightRegions.ANNOTATED.set(0);
    assertThat(run.run("error_budget=0.24").outcome()).isEqualTo(RunOutcome.ERROR_BUDGET_EXCEEDED);
    RunReport enough = run.run("error_budget=0.25");

    assertThat(enough.outcome()).as("a share equal to the budget").isEqualTo(RunOutcome.PUBLISHED);
    assertThat(BrightRegions.ANNOTATED).as("what was done is not done again").hasValue(0);
    assertThat(enough.counts().images()).isEqualTo(4);
    assertThat(run.rows()).hasSize(4);
    assertThat(outcomes())
        .containsExactly("error_budget_exceeded", "error_budget_exceeded", "published");
  }

  @Test
  void anImageThatWasMendedCountsAsItIsNow() throws Exception {
    TestImages.whole(images, 3);
    Files.writeString(images.resolve("broken.png"), "no image");
    TestRun run = TestRun.of(images, output);
    run.run("error_budget=0");

    Files.write(images.resolve("broken.png"), TestImages.png(40, 30, 5));
    RunReport mended = run.run("error_budget=0");

    assertThat(mended.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    assertThat(mended.counts().errors()).isEmpty();
    assertThat(run.fates()).containsEntry("broken.png", "1 masks").hasSize(4);
  }

  @Test
  void anImageThatWasTakenAwayStandsInTheWayNoMore() throws Exception {
    TestImages.whole(images, 3);
    Path broken = Files.writeString(images.resolve("broken.png"), "no image");
    TestRun run = TestRun.of(images, output);
    assertThat(run.run("error_budget=0").outcome()).isEqualTo(RunOutcome.ERROR_BUDGET_EXCEEDED);

    Files.delete(broken);
    RunReport without = run.run("error_budget=0");

    assertThat(without.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    assertThat(without.counts().images()).isEqualTo(3);
    assertThat(without.counts().errors()).isEmpty();
  }

  @Test
  void failedImagesAreTriedAgainOnRequest() throws Exception {
    TestImages.whole(images, 2);
    Files.createSymbolicLink(images.resolve("link.png"), folder.resolve("target.png"));
    TestRun run = TestRun.of(images, output);
    run.run("error_budget=1");
    assertThat(run.run("error_budget=1").outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);

    RunReport retried = run.retryingErrors().run("error_budget=1");

    assertThat(retried.plan().pending()).isEqualTo(1);
    assertThat(run.fates()).containsEntry("link.png", "not_found").hasSize(3);
  }

  @Test
  void aDatasetHoldsRowsOfTwoModels() throws Exception {
    TestImages.whole(images, 2);
    TestRun run = TestRun.of(images, output);
    run.run();

    RunReport other = run.model("f00d").run();

    assertThat(other.counts().images()).isEqualTo(2);
    assertThat(run.rows().values())
        .extracting(row -> row.provenance().modelDigest())
        .containsOnly("f00d");
    assertThat(run.reader().rows(RowSelection.any()).count()).isEqualTo(4);
    assertThat(run.run().outcome())
        .as("the first model's rows are there still")
        .isEqualTo(RunOutcome.NOTHING_TO_DO);
  }

  @Test
  void otherSettingsAreOtherWorkOnlyWhereTheyChangeResults() throws Exception {
    TestImages.whole(images, 2);
    TestRun run = TestRun.of(images, output);
    run.run();

    assertThat(run.run("wave_images=1", "partitions=3").outcome())
        .isEqualTo(RunOutcome.NOTHING_TO_DO);
    assertThat(run.run("pred_iou_thresh=0.5").counts().images()).isEqualTo(2);
  }

  @Test
  void aPlanWritesNothing() throws Exception {
    TestImages.whole(images, 5);
    TestRun run = TestRun.of(images, output);

    RunPlan plan =
        run.phase(
                TestSpark.session(),
                "wave_images=2",
                "points_per_side=8",
                "crop_n_layers=1",
                "crop_n_points_downscale_factor=2")
            .plan();

    // 1 + 4 encodes an image; 8 x 8 points on it and 4 x 4 on each of 4 crops.
    assertThat(plan).isEqualTo(new RunPlan(5, 5, Optional.of(3L), 25, 5 * 128));
    assertThat(output).doesNotExist();
  }

  @Test
  void aStopFinishesTheWaveAndARerunGoesOn() throws Exception {
    TestImages.whole(images, 6);
    TestRun run = TestRun.of(images, output);
    long[] waves = {0};
    RunObserver counting =
        new RunObserver() {
          @Override
          public void planned(RunPlan plan) {}

          @Override
          public void started(Supplier<RunProgress> progress) {}

          @Override
          public void waveFinished(long wave, RunProgress progress) {
            waves[0] = wave;
            assertThat(progress.done()).isEqualTo(2 * wave);
          }

          @Override
          public void finished() {}
        };

    RunReport stopped = run.watchedBy(counting).stoppedBy(() -> waves[0] == 1).run("wave_images=2");

    assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
    assertThat(stopped.counts().images()).isEqualTo(2);
    assertThat(run.rows()).isEmpty();

    BrightRegions.ANNOTATED.set(0);
    RunReport rerun = run.run("wave_images=2");

    assertThat(rerun.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    assertThat(BrightRegions.ANNOTATED).hasValue(4);
    assertThat(rerun.counts().images()).isEqualTo(6);
    assertThat(run.rows()).hasSize(6);
  }

  @Test
  void aSourceThatIsNotThereLeavesNothingBehind() {
    assertThatThrownBy(() -> TestRun.of(images, output).run())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("my photos");
    assertThat(output).doesNotExist();
  }

  @Test
  void theDatasetMayLieAmongItsImages() throws Exception {
    TestImages.whole(images, 2);
    TestRun run = TestRun.of(images, images.resolve("out"));
    run.run();

    assertThat(run.run().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
    assertThat(run.rows().keySet()).isEqualTo(Set.of("000.png", "001.png"));
  }
}
