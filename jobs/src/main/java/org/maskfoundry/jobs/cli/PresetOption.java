package org.maskfoundry.jobs.cli;

import java.util.Iterator;
import java.util.Optional;
import org.maskfoundry.config.Presets;
import picocli.CommandLine.Option;

/** The option that names a preset of generator settings. */
final class PresetOption {

  /** The presets' names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Presets.names().iterator();
    }
  }

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "Generator settings by name, over those of files: ${COMPLETION-CANDIDATES}.")
  private String preset;

  /** The name, whether there is a preset of that name or not. */
  Optional<String> name() {
    return Optional.ofNullable(preset);
  }
}
