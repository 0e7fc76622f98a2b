package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.phase.RunPlan;
import org.maskfoundry.jobs.spark.RunProgress;
import org.maskfoundry.jobs.table.RunKey;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.jobs.table.RunRecord;
import org.maskfoundry.jobs.table.RunStatus;

/** What is said of waves, whether or not it is known ahead how many there are. */
class WaveLinesTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private static List<String> said(Optional<Long> waves) {
    List<String> said = new ArrayList<>();
    LogProgress log = new LogProgress(said::add);
    log.planned(new RunPlan(1200, 200, waves, 200, 400));
    log.waveFinished(1, new RunProgress(1000, 250, 0, 9, Map.of(), Duration.ofSeconds(100)));
    return said;
  }

  private static String status(Map<String, Long> counts) {
    RunRecord run =
        new RunRecord(
            "r",
            "generate",
            new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", "s"),
            Map.of(),
            "model",
            "branch",
            RunOutcome.RUNNING,
            BEGIN,
            Optional.empty(),
            counts,
            Map.of(),
            Map.of(),
            "0.1");
    return StatusTable.of(new RunStatus(run, Optional.empty(), BEGIN));
  }

  @Test
  void aKnownNumberOfWavesIsSaid() {
    assertThat(said(Optional.of(1L)).get(0)).contains("; 200 to do in 1 wave: 200 encodes");
    assertThat(said(Optional.of(4L)).get(0)).contains("; 200 to do in 4 waves: 200 encodes");
    assertThat(said(Optional.of(4L)).get(1)).startsWith("wave 1 of 4: 250 of 1,000 images, ");
    assertThat(status(Map.of("waves", 4L, "waves_done", 1L)))
        .contains("waves        1 of 4" + System.lineSeparator());
  }

  @Test
  void otherwiseTheImagesTellHowFarTheRunIs() {
    assertThat(said(Optional.empty()).get(0)).contains("; 200 to do wave by wave: 200 encodes");
    assertThat(said(Optional.empty()).get(1)).startsWith("wave 1: 250 of 1,000 images, ");
    assertThat(
            status(
                Map.of(
                    "waves_done", 1L, "images_done", 250L, "listed", 1200L, "done_before", 200L)))
        .contains("waves        1" + System.lineSeparator())
        .contains("images       250 of 1,000" + System.lineSeparator());
    assertThat(status(Map.of("listed", 1200L))).doesNotContain("waves");
  }
}
