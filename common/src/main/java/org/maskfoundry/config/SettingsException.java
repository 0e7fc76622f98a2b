package org.maskfoundry.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings cannot be used; the message lists every problem of every layer, one on a line. */
public final class SettingsException extends RuntimeException {

  // Kept beside the message for callers that list the problems themselves; never serialised.
  private final transient List<SettingsProblem> problems;

  /** A refusal for all these problems. */
  public SettingsException(List<SettingsProblem> problems) {
    super(
        problems.stream()
            .map(SettingsProblem::toString)
            .collect(Collectors.joining(System.lineSeparator())));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the layers. */
  public List<SettingsProblem> problems() {
    return problems;
  }
}
