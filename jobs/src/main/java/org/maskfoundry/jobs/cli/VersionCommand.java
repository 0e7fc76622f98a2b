package org.maskfoundry.jobs.cli;

import org.maskfoundry.config.ProductVersion;
import picocli.CommandLine.Command;

/** {@code version}: the release, the commit and the Java runtime. */
@Command(
    name = "version",
    description = "Show the version of Maskfoundry and of the Java runtime.",
    footer = {"", "Example:", "  maskfoundry version"})
final class VersionCommand extends SummarisedCommand {

  @Override
  protected ExitCode run(CommandSummary summary) {
    String java = System.getProperty("java.vm.name") + " " + Runtime.version();
    summary.put("java", java);
    result("maskfoundry " + ProductVersion.current());
    result("java " + java);
    return ExitCode.SUCCEEDED;
  }
}
