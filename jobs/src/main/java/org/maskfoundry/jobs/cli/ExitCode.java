package org.maskfoundry.jobs.cli;

import java.util.Locale;
import org.maskfoundry.config.SettingsException;
import org.maskfoundry.jobs.spark.ClusterException;
import org.maskfoundry.jobs.table.CommitUnknownException;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.ModelException;
import picocli.CommandLine.ParameterException;

/** What a command's exit status says. */
enum ExitCode {
  /** Done. Images that failed are rows of their own and no failure of the command. */
  SUCCEEDED(0),
  /** An input cannot be read, or something unforeseen happened. */
  FAILED(1),
  /** Options or settings are wrong; nothing was started. */
  SETTINGS(2),
  /** A device, model, native library or memory is missing; the message has the remedy. */
  ENVIRONMENT(3),
  /** More images failed than {@code error_budget} allows; nothing was published. */
  ERROR_BUDGET_EXCEEDED(4),
  /** It is unknown whether a commit came through; the next run resolves it. */
  COMMIT_STATE_UNKNOWN(5),
  /** Stopped on request; what is finished is kept, and the same command goes on from it. */
  STOPPED(6);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process's exit status. */
  public int status() {
    return status;
  }

  /** The name in summaries, in snake_case. */
  public String summaryName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code for a run that came to its end. */
  static ExitCode of(RunOutcome outcome) {
    return switch (outcome) {
      case PUBLISHED, NOTHING_TO_DO -> SUCCEEDED;
      case ERROR_BUDGET_EXCEEDED -> ERROR_BUDGET_EXCEEDED;
      case STOPPED -> STOPPED;
      case RUNNING, FAILED, INTERRUPTED -> FAILED;
    };
  }

  /** The code for a command that ended with an exception. */
  static ExitCode of(Throwable failure) {
    if (failure instanceof SettingsException || failure instanceof ParameterException) {
      return SETTINGS;
    }
    if (failure instanceof CommitUnknownException) {
      return COMMIT_STATE_UNKNOWN;
    }
    if (failure instanceof ModelException
        || failure instanceof DeviceMemoryException
        || failure instanceof ClusterException
        || failure instanceof VirtualMachineError
        || failure instanceof LinkageError) {
      return ENVIRONMENT;
    }
    return FAILED;
  }
}
