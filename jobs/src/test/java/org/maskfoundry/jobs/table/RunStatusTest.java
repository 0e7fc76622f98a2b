package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.dataset.Phase;

class RunStatusTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final RunRecord BEGUN =
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
          Map.of("listed", 1200L, "done_before", 200L, "waves", 10L),
          Map.of(),
          Map.of(),
          "0.1");
  private static final RunRecord THREE_WAVES =
      BEGUN.progressed(Map.of("waves_done", 3L, "images_done", 300L), Map.of());

  private static RunStatus after(RunRecord run, int lastCommitMinutes, int minutes) {
    return new RunStatus(
        run, Optional.of(BEGIN.plus(Duration.ofMinutes(lastCommitMinutes))), minute(minutes));
  }

  private static Instant minute(int minutes) {
    return BEGIN.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void paceAndEndFollowFromTheCommittedWaves() {
    RunStatus status = after(THREE_WAVES, 30, 35);

    assertThat(status.imagesToDo()).contains(1000L);
    assertThat(status.imagesPerSecond()).contains(300 / 1800.0);
    assertThat(status.estimatedEnd()).contains(minute(100));
    assertThat(status.isStale()).isFalse();
  }

  @Test
  void aRunIsStaleAfterFourOfItsWavesWithoutAWord() {
    assertThat(after(THREE_WAVES, 30, 70).isStale()).isFalse();
    assertThat(after(THREE_WAVES, 30, 71).isStale()).isTrue();
    assertThat(after(THREE_WAVES, 30, 71).estimatedEnd()).isEmpty();
  }

  @Test
  void quickWavesMakeNobodyStaleBeforeTenMinutes() {
    assertThat(after(THREE_WAVES, 1, 11).isStale()).isFalse();
    assertThat(after(THREE_WAVES, 1, 12).isStale()).isTrue();
  }

  /** A wave sized by time may have more images than those before it had together. */
  @Test
  void theWaveInWorkHasTheTimeItsImagesTake() {
    RunRecord growing =
        BEGUN.progressed(
            Map.of("waves_done", 2L, "images_done", 160L, "images_in_work", 512L), Map.of());

    assertThat(after(growing, 5, 5 + 64).isStale()).isFalse();
    assertThat(after(growing, 5, 5 + 65).isStale()).isTrue();
    RunRecord lastImages =
        growing.progressed(Map.of("waves_done", 3L, "images_in_work", 1L), Map.of());
    assertThat(after(lastImages, 30, 70).isStale()).as("it has the time of a wave").isFalse();
    assertThat(after(lastImages, 30, 71).isStale()).isTrue();
  }

  @Test
  void beforeTheFirstWaveNothingIsKnownOfPaceAndEnd() {
    RunStatus status = new RunStatus(BEGUN, Optional.empty(), minute(1));

    assertThat(status.imagesPerSecond()).isEmpty();
    assertThat(status.estimatedEnd()).isEmpty();
    assertThat(status.isStale()).isFalse();
    assertThat(new RunStatus(BEGUN, Optional.empty(), minute(11)).isStale()).isTrue();
  }

  @Test
  void aRunThatHasEndedIsNeverStale() {
    RunRecord ended = THREE_WAVES.ended(RunOutcome.STOPPED, minute(40), Map.of());

    RunStatus status = after(ended, 30, 1000);
    assertThat(status.isStale()).isFalse();
    assertThat(status.estimatedEnd()).isEmpty();
    assertThat(status.imagesPerSecond()).contains(300 / 2400.0);
  }
}
