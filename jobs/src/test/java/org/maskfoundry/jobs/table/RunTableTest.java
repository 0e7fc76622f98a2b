package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestSpark;

class RunTableTest {

  @TempDir Path folder;
  private RunTable table;

  @BeforeEach
  void create() {
    table = RunTable.findOrCreate(DatasetCatalog.open(TestSpark.session(), folder.toString()));
  }

  private static RunRecord started(String runId) {
    return new RunRecord(
        runId,
        "generate --images photos",
        new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", "s"),
        Map.of("points_per_side", "32"),
        "region_nano",
        "branch",
        RunOutcome.RUNNING,
        Instant.ofEpochSecond(1),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        "0.1");
  }

  private List<String> outcomes() {
    return table.rows().selectExpr("concat(run_id, ' ', outcome)").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void aRunHasOneRowThatTellsItsEnd() {
    table.put(started("r1"));
    table.put(started("r2"));
    table.put(
        started("r1")
            .progressed(Map.of("images", 3L), Map.of("truncated", 1L))
            .ended(RunOutcome.PUBLISHED, Instant.ofEpochSecond(9), Map.of("masks_per_image", 2.5)));

    assertThat(outcomes()).containsExactly("r1 published", "r2 running");
    assertThat(
            table
                .rows()
                .filter("run_id = 'r1' and counts['images'] = 3 and errors['truncated'] = 1")
                .filter("figures['masks_per_image'] = 2.5")
                .filter("model.name = 'region_nano' and settings['points_per_side'] = '32'")
                .count())
        .isEqualTo(1);
  }

  @Test
  void aRunThatWasTakenForKilledKeepsWhatItSaidMeanwhile() {
    table.put(started("slow"));
    long seen = table.seen();
    table.put(started("slow").ended(RunOutcome.PUBLISHED, Instant.ofEpochSecond(9), Map.of()));

    table.replaceUnlessChanged(
        table.rows().withColumn("outcome", lit(RunOutcome.INTERRUPTED.tableName())), "slow", seen);

    assertThat(outcomes()).containsExactly("slow published");
  }

  @Test
  void aKilledRunIsSettledByTheNextAndOthersKeepWhatTheySaid() {
    table.put(started("killed"));
    table.put(started("stopped").ended(RunOutcome.STOPPED, Instant.ofEpochSecond(9), Map.of()));

    table.settle("killed", RunOutcome.INTERRUPTED);
    table.settle("stopped", RunOutcome.INTERRUPTED);
    table.settle("unheard of", RunOutcome.INTERRUPTED);

    assertThat(outcomes()).containsExactly("killed interrupted", "stopped stopped");
  }
}
