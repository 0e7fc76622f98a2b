package org.maskfoundry.jobs.cli;

import org.maskfoundry.jobs.table.RetryErrors;
import picocli.CommandLine.Option;

/**
 * The option of commands that make a file of every image, and try most that failed again anyway.
 */
final class RetryLostOption {

  @Option(
      names = "--retry-errors",
      description =
          "Try images again that processes were lost with (process_lost); others that failed are"
              + " tried again in every run.")
  private boolean retryErrors;

  RetryErrors choice() {
    return retryErrors ? RetryErrors.ALWAYS : RetryErrors.WHEN_CHANGED;
  }
}
