package org.maskfoundry.jobs.table;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;

/** A dataset in a folder, with runs whose rows are given. */
final class TestDataset {

  private final String folder;
  private final DatasetCatalog catalog;
  private final AnnotationTable table;
  private final RunTable runs;

  TestDataset(Path folder) {
    this.folder = folder.toString();
    this.catalog = DatasetCatalog.open(TestSpark.session(), this.folder);
    this.table = AnnotationTable.findOrCreate(catalog);
    this.runs = RunTable.findOrCreate(catalog);
  }

  private static RunKey key(String inputs) {
    return new RunKey(Phase.FULLY_AUTOMATIC, inputs, "m", TestRows.SETTINGS);
  }

  AnnotationTable table() {
    return table;
  }

  RunBranches branches(String inputs) {
    return new RunBranches(table, key(inputs));
  }

  DatasetReader reader() {
    return DatasetReader.open(TestSpark.session(), folder);
  }

  DatasetVersions versions() {
    return DatasetVersions.open(TestSpark.session(), folder);
  }

  Maintenance maintenance(Retention retention, Instant now) {
    return new Maintenance(TestSpark.session(), folder, retention, now);
  }

  void append(RunBranch branch, ImageRow... rows) {
    table.append(TestRows.dataset(catalog.session(), List.of(rows)), branch);
  }

  /** A run that does its rows as one wave and publishes them. */
  void publish(String runId, ImageRow... rows) {
    RunBranches branches = branches("photos");
    RunBranch branch = branches.create(runId, Optional.empty());
    RunRecord begun = begin(runId, "photos", branch);
    append(branch, rows);
    new Publication(table, branches).publish(branch);
    runs.put(
        begun
            .progressed(Map.of("images", (long) rows.length, "masks", (long) rows.length), Map.of())
            .ended(RunOutcome.PUBLISHED, Instant.now(), Map.of()));
  }

  /** Writes the row of a run that begins now. */
  RunRecord begin(String runId, String inputs, RunBranch branch) {
    RunRecord run =
        new RunRecord(
            runId,
            "generate",
            key(inputs),
            Map.of(),
            "model",
            branch.name(),
            RunOutcome.RUNNING,
            Instant.now(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            "0.1");
    runs.put(run);
    return run;
  }
}
