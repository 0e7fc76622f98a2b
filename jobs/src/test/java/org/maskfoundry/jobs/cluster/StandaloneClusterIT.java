package org.maskfoundry.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.cli.CommandLineRun;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RowSelection;

/**
 * The phases on a standalone cluster, undisturbed and with processes killed in their middle: every
 * run ends with the rows of a run on one machine.
 */
class StandaloneClusterIT {

  private static final int IMAGES = 24;
  private static final int STOPPED = 6;
  private static final List<String> SETTINGS =
      List.of("points_per_side=8", "wave_images=8", "partitions=8", "device=cpu");

  /** A copy of every task that takes longer than others, soon. */
  private static final Map<String, String> SPECULATION =
      Map.of(
          "spark.speculation", "true",
          "spark.speculation.interval", "100ms",
          "spark.speculation.minTaskRuntime", "100ms",
          "spark.speculation.multiplier", "1.5",
          "spark.speculation.quantile", "0.25",
          "spark.speculation.task.duration.threshold", "3s");

  @TempDir private static Path folder;
  private static Path images;
  private static Path undisturbed;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    images = folder.resolve("images");
    TestImages.whole(images, IMAGES);
    undisturbed = folder.resolve("undisturbed");
    CommandLineRun run = CommandLineRun.of(generate(undisturbed).toArray());
    assertThat(run.status()).as(run.error()).isZero();
    cluster = StandaloneCluster.start(2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void everyPhaseEndsAsOnOneMachine() throws Exception {
    Path coco = folder.resolve("coco");
    CommandLineRun export =
        CommandLineRun.of("export", "--dataset", undisturbed, "--format", "coco", "--output", coco);
    assertThat(export.status()).as(export.error()).isZero();
    List<List<String>> phases =
        List.of(
            List.of("generate", "--images", images.toString()),
            List.of("prefill", "--images", images.toString(), "--set", "device=cpu"),
            List.of(
                "ingest",
                "--annotations",
                coco.resolve("annotations.json").toString(),
                "--images",
                images.toString()));
    for (List<String> phase : phases) {
      Path here = folder.resolve(phase.get(0) + " here");
      Path there = folder.resolve(phase.get(0) + " there");
      CommandLineRun run = CommandLineRun.of(to(phase, here).toArray());
      assertThat(run.status()).as(run.error()).isZero();
      succeeds(cluster.submit(Map.of(), to(phase, there)));
      assertThat(rows(there)).hasSize(IMAGES).isEqualTo(rows(here));
    }
  }

  /** With {@code spark.task.maxFailures=1} the run fails: its tasks need their second try. */
  @Test
  void aKilledExecutorChangesNothing() throws Exception {
    Path dataset = folder.resolve("executor killed");
    LoggedProcess run = cluster.submit(Map.of(), generate(dataset));
    awaitSecondWave(run);
    List<ProcessHandle> executors = cluster.executors();
    assertThat(executors).isNotEmpty();
    kill(executors.get(0));
    succeeds(run);
    assertThat(run.said()).as("it had tasks in work").contains("Lost executor", "Lost task");
    assertThat(rows(dataset)).isEqualTo(rows(undisturbed));
  }

  @Test
  void aKilledWorkerChangesNothing() throws Exception {
    Path dataset = folder.resolve("worker killed");
    LoggedProcess run = cluster.submit(Map.of(), generate(dataset));
    awaitSecondWave(run);
    cluster.worker(0).kill();
    succeeds(run);
    assertThat(run.said())
        .as("its executor went with it, and the tasks in work there")
        .contains("Lost executor", "its executor exited for a reason unrelated to the task");
    assertThat(rows(dataset)).isEqualTo(rows(undisturbed));
    cluster.addWorker();
  }

  /**
   * An executor stands still with tasks in work until copies of them have finished the wave, and
   * then goes on with what it had begun.
   */
  @Test
  void aSpeculativeCopyChangesNothing() throws Exception {
    Path dataset = folder.resolve("speculated");
    Path events = Files.createDirectory(folder.resolve("events"));
    Map<String, String> configuration = new HashMap<>(SPECULATION);
    configuration.put("spark.eventLog.enabled", "true");
    configuration.put("spark.eventLog.dir", events.toUri().toString());
    configuration.put("spark.eventLog.rolling.enabled", "false");
    configuration.put("spark.eventLog.compress", "false");
    LoggedProcess run = cluster.submit(configuration, generate(dataset));
    awaitSecondWave(run);
    ProcessHandle slow = cluster.executors().get(0);
    signal(slow, "STOP");
    try {
      run.await("wave 2 of 3");
    } finally {
      signal(slow, "CONT");
    }
    succeeds(run);
    assertThat(SpeculativeCopies.succeeded(events)).as("copies that were first").isNotEmpty();
    assertThat(allRows(dataset)).isEqualTo(IMAGES);
    assertThat(rows(dataset)).isEqualTo(rows(undisturbed));
  }

  @Test
  void aKilledDriverLosesNoFinishedWave() throws Exception {
    Path dataset = folder.resolve("driver killed");
    LoggedProcess run = cluster.submit(Map.of(), generate(dataset));
    run.await("wave 1 of 3");
    run.kill();
    assertThat(published(dataset)).as("nothing of a run is published before its end").isZero();
    LoggedProcess rerun = cluster.submit(Map.of(), generate(dataset));
    succeeds(rerun);
    assertThat(Integer.parseInt(rerun.await("done before +(\\d+)").group(1)))
        .isGreaterThanOrEqualTo(8);
    assertThat(rows(dataset)).isEqualTo(rows(undisturbed));
  }

  @Test
  void aDriverThatIsToldToStopKeepsItsWave() throws Exception {
    Path dataset = folder.resolve("driver stopped");
    LoggedProcess run = cluster.submit(Map.of(), generate(dataset));
    run.await("wave 1 of 3");
    run.terminate();
    assertThat(run.status()).as(run.said()).isEqualTo(STOPPED);
    assertThat(run.said()).contains("stopped: finished waves are on branch");
    assertThat(published(dataset)).as("nothing of a run is published before its end").isZero();
    LoggedProcess rerun = cluster.submit(Map.of(), generate(dataset));
    succeeds(rerun);
    assertThat(rerun.await("done before +(\\d+)").group(1))
        .as("waves of 8 images, one finished before and one after the signal")
        .isEqualTo("16");
    assertThat(rows(dataset)).isEqualTo(rows(undisturbed));
  }

  private static List<String> generate(Path dataset) {
    return to(List.of("generate", "--images", images.toString()), dataset);
  }

  private static List<String> to(List<String> command, Path dataset) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--output", dataset.toString()));
    if (command.get(0).equals("generate")) {
      SETTINGS.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    }
    return arguments;
  }

  /** Waits until the second wave is in work, and not only about to begin. */
  private static void awaitSecondWave(LoggedProcess run) throws IOException, InterruptedException {
    run.await("(?s)wave 1 of 3.*Finished task");
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void signal(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    String id = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, id).start().waitFor()).isZero();
  }

  private static void succeeds(LoggedProcess run) throws IOException, InterruptedException {
    assertThat(run.status()).as(run.said()).isZero();
  }

  private static long published(Path dataset) {
    return DatasetReader.open(TestSpark.session(), dataset.toString()).newestRows().count();
  }

  /** With those that newer ones stand for. */
  private static long allRows(Path dataset) {
    return DatasetReader.open(TestSpark.session(), dataset.toString())
        .rows(RowSelection.any())
        .count();
  }

  private static List<String> rows(Path dataset) {
    return ComparableRows.of(DatasetReader.open(TestSpark.session(), dataset.toString()));
  }
}
