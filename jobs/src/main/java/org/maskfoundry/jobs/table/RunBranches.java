package org.maskfoundry.jobs.table;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;

/**
 * The branches of runs with one key. Every run writes to a branch of its own, so that two that run
 * at once never mix their rows; a rerun's branch starts where the one left behind ended. A branch
 * is removed by the run that made it, or once that run has ended: what is missing when a run
 * commits is silently made anew elsewhere, and its rows would come twice.
 */
public final class RunBranches {

  private final AnnotationTable table;
  private final String prefix;
  private final Set<String> mine = new HashSet<>();

  /** The branches of a key in a table. */
  public RunBranches(AnnotationTable table, RunKey key) {
    this.table = table;
    this.prefix = key.branchPrefix();
  }

  /** The branches that are there, the one last written to first. */
  public List<RunBranch> all() {
    return table.iceberg().refs().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .flatMap(name -> RunBranch.named(name).stream())
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
    createAt(from.map(RunBranch::name).orElse(AnnotationTable.MAIN), branch);
    return branch;
  }

  /** Makes a branch that starts at what is published now. */
  void createAtPublished(RunBranch branch) {
    createAt(AnnotationTable.MAIN, branch);
  }

  private void createAt(String start, RunBranch branch) {
    table.change(
        references ->
            table
                .head(start)
                .ifPresentOrElse(
                    head -> references.createBranch(branch.name(), head.snapshotId()),
                    () -> references.createBranch(branch.name())));
    mine.add(branch.name());
  }

  /** Removes a branch with what it holds. */
  public void drop(RunBranch branch) {
    table.remove(branch);
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
    List<RunBranch> contained =
        all().stream()
            .filter(branch -> isContained(branch, main) || isContained(branch, copied))
            .toList();
    Set<String> ended =
        table.ended(
            contained.stream()
                .filter(branch -> !mine.contains(branch.name()))
                .map(RunBranch::runId)
                .collect(toUnmodifiableSet()));
    contained.stream()
        .filter(branch -> mine.contains(branch.name()) || ended.contains(branch.runId()))
        .forEach(table::remove);
  }

  private boolean isContained(RunBranch branch, Optional<Snapshot> in) {
    return table.head(branch.name()).filter(head -> table.isAncestor(head, in)).isPresent();
  }
}
