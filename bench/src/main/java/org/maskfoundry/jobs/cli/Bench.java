package org.maskfoundry.jobs.cli;

/**
 * The product's commands and {@code bench}, which only a checkout has. It lies in this package to
 * share what all commands have in common: options, summaries, exit codes.
 */
public final class Bench {

  private Bench() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Maskfoundry.commandLine().addSubcommand(new BenchCommand()).execute(arguments));
  }
}
