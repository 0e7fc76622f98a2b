package org.maskfoundry.jobs.table;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;

/**
 * The branches of runs with one key. Every run writes to a branch of its own, so that two that run
 * at once never mix their rows; a rerun's branch starts where the one left behind ended.
 */
public final class RunBranches {

  private final AnnotationTable table;
  private final String prefix;

  /** The branches of a key in a table. */
  public RunBranches(AnnotationTable table, RunKey key) {
    this.table = table;
    this.prefix = key.branchPrefix();
  }

  /** The branches that are there, the one last written to first. */
  public List<RunBranch> all() {
    return table.iceberg().refs().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> RunBranch.named(name, prefix))
        .sorted(Comparator.comparing(this::lastCommit).reversed())
        .toList();
  }

  private long lastCommit(RunBranch branch) {
    return table.head(branch.name()).map(Snapshot::timestampMillis).orElse(0L);
  }

  /** The branch a rerun goes on from: the one last written to that holds unpublished rows. */
  public Optional<RunBranch> leftBehind() {
    return all().stream().filter(branch -> !table.isPublished(branch)).findFirst();
  }

  /**
   * A new branch for a run.
   *
   * @param runId the run
   * @param from the branch it goes on from; without one it starts at what is published
   */
  public RunBranch create(String runId, Optional<RunBranch> from) {
    RunBranch branch = new RunBranch(prefix + runId, runId);
    createAt(table.head(from.map(RunBranch::name).orElse(AnnotationTable.MAIN)), branch);
    return branch;
  }

  /** Makes a branch that starts at what is published now. */
  void createAtPublished(RunBranch branch) {
    createAt(table.head(AnnotationTable.MAIN), branch);
  }

  private void createAt(Optional<Snapshot> start, RunBranch branch) {
    ManageSnapshots change = table.iceberg().manageSnapshots();
    start
        .map(snapshot -> change.createBranch(branch.name(), snapshot.snapshotId()))
        .orElseGet(() -> change.createBranch(branch.name()))
        .commit();
  }

  /** Removes the branches that were published and not removed, as where a run was killed then. */
  public void dropPublished() {
    dropContained(Optional.empty());
  }

  /**
   * Removes the branches that hold nothing of their own: all they have is published, or stands on
   * {@code published} as well.
   */
  void dropContained(Optional<RunBranch> published) {
    Optional<Snapshot> main = table.head(AnnotationTable.MAIN);
    Optional<Snapshot> copied = published.flatMap(branch -> table.head(branch.name()));
    for (RunBranch branch : all()) {
      Snapshot head = table.head(branch.name()).orElseThrow();
      if (table.isAncestor(head, main) || table.isAncestor(head, copied)) {
        table.iceberg().manageSnapshots().removeBranch(branch.name()).commit();
      }
    }
  }
}
