package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.maskfoundry.config.Redaction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that leaves a summary behind, whether it succeeds or fails. */
abstract class SummarisedCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write a summary as JSON: outcome, counts, durations, where things are.")
  private Path json;

  /**
   * Does the command's work.
   *
   * @param summary takes counts, durations and files
   * @throws Exception anything; {@link ExitCode#of} says what it means
   */
  protected abstract ExitCode run(CommandSummary summary) throws Exception;

  @Override
  public final Integer call() throws Exception {
    CommandSummary summary = new CommandSummary(spec.name());
    ExitCode outcome;
    try {
      refuseLogins();
      outcome = run(summary);
    } catch (Exception failure) {
      writeFailure(summary, failure);
      throw failure;
    } catch (VirtualMachineError | LinkageError failure) {
      writeFailure(summary, failure);
      throw new CommandError(failure);
    }
    write(summary.toJson(outcome, null));
    return outcome.status();
  }

  private void writeFailure(CommandSummary summary, Throwable failure) {
    try {
      write(summary.toJson(ExitCode.of(failure), FailureMessage.of(failure)));
    } catch (IOException unwritten) {
      failure.addSuppressed(unwritten);
      progress("The summary cannot be written: " + FailureMessage.of(unwritten));
    }
  }

  private void write(byte[] summary) throws IOException {
    if (json != null) {
      OutputFile.write(json, summary);
    }
  }

  /** Says a result, on the standard output. */
  protected final void result(String line) {
    spec.commandLine().getOut().println(Redaction.text(line));
    spec.commandLine().getOut().flush();
  }

  /** Says how far the command is, on the standard error. */
  protected final void progress(String line) {
    spec.commandLine().getErr().println(Redaction.text(line));
    spec.commandLine().getErr().flush();
  }

  /** Where a command says how far it is, for more than whole lines. */
  protected final PrintWriter errorWriter() {
    return spec.commandLine().getErr();
  }

  /** The command as it was given, with its options and without secrets. */
  protected final String commandLine() {
    return Redaction.commandLine(arguments());
  }

  private List<String> arguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  /** Hadoop takes no keys from an address, but puts them into its messages. */
  private void refuseLogins() {
    for (String argument : arguments()) {
      if (Redaction.hasLogin(argument)) {
        throw usage(
            "%s: found keys in an address, where others can read them; state them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or as fs.s3a.access.key and fs.s3a.secret.key (docs/storage.md)"
                .formatted(argument));
      }
    }
  }

  /** A wrong use of an option that only the command itself can find. */
  protected final RuntimeException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
