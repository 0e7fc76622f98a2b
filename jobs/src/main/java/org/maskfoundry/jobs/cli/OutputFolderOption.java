package org.maskfoundry.jobs.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names a folder to fill. */
final class OutputFolderOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write: a path, or a URI of any file system Spark knows.")
  private String folder;

  /** The folder as it was stated. */
  String folder() {
    return folder;
  }

  /** That the folder cannot be written to, and why. */
  ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), "Option '--output': " + reason);
  }
}
