package org.maskfoundry.jobs.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A branch of table {@code annotations} that a run writes to.
 *
 * @param name the branch's name
 * @param runId the run that made it
 */
public record RunBranch(String name, String runId) {

  private static final String COPY = "_";
  private static final Pattern NAME = Pattern.compile("[a-z_]+-[0-9a-f]{16}-([^_]+)(_.*)?");

  /** The branch of a name, if runs make such ones. */
  static Optional<RunBranch> named(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new RunBranch(name, matcher.group(1)))
        : Optional.empty();
  }

  /** A branch of the same run that holds the rows of this one, copied for the n-th time. */
  RunBranch copy(int n) {
    return new RunBranch(name + COPY + n, runId);
  }
}
