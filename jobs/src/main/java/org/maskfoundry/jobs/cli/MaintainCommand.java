package org.maskfoundry.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maintain}: a dataset's files in order. */
@Command(
    name = "maintain",
    description = {
      "Keep a dataset's tables in order: small files are written together, versions without a tag"
          + " expire, branches of abandoned runs and files of no version go.",
      "",
      "Published rows, tags, and what a run at work needs stay; it may run beside them."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry maintain --dataset masks --dry-run",
      "  maskfoundry maintain --dataset masks --keep-days 30"
    })
final class MaintainCommand extends SummarisedCommand {

  @Mixin private DatasetNameOption dataset;

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      defaultValue = "7",
      description = "Versions without a tag stay so long (default: ${DEFAULT-VALUE}).")
  private int keepDays;

  @Option(
      names = "--abandoned-days",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "A run without a commit for so long is abandoned, and its unpublished rows go; at least 1"
              + " (default: ${DEFAULT-VALUE}).")
  private int abandonedDays;

  @Option(
      names = "--orphan-days",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Files of no version that are older go; at least 1, and longer than any wave takes"
              + " (default: ${DEFAULT-VALUE}).")
  private int orphanDays;

  @Option(names = "--dry-run", description = "Say what there is to do; change nothing.")
  private boolean dryRun;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    check("--keep-days", keepDays, 0);
    check("--abandoned-days", abandonedDays, 1);
    check("--orphan-days", orphanDays, 1);
    MaintainRun run = new MaintainRun(dataset.name(), keepDays, abandonedDays, orphanDays);
    return dryRun ? run.plan(this, summary) : run.maintain(this, summary);
  }

  private void check(String option, int days, int least) {
    if (days < least) {
      throw usage("Option '%s': expected at least %d, found %d".formatted(option, least, days));
    }
  }
}
