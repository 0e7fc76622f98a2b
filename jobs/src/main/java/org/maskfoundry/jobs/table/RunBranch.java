package org.maskfoundry.jobs.table;

/**
 * A branch of table {@code annotations} that a run writes to.
 *
 * @param name the branch's name
 * @param runId the run that made it
 */
public record RunBranch(String name, String runId) {

  private static final String COPY = "_";

  static RunBranch named(String name, String prefix) {
    return new RunBranch(name, name.substring(prefix.length()).split(COPY, 2)[0]);
  }

  /** A branch of the same run that holds the rows of this one, copied for the n-th time. */
  RunBranch copy(int n) {
    return new RunBranch(name + COPY + n, runId);
  }
}
