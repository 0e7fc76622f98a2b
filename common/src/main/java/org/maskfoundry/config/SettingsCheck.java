package org.maskfoundry.config;

import java.util.List;

/** A rule over several settings, declared by the concern they belong to. */
@FunctionalInterface
public interface SettingsCheck {

  /**
   * What contradicts the rule; the problems join the list of all the others.
   *
   * @param settings the resolved values; a setting whose value did not fit has the value of the
   *     layer below, and the origin of the value that did not fit
   */
  List<SettingsProblem> check(Settings settings);
}
