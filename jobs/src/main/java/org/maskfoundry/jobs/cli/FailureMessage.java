package org.maskfoundry.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.maskfoundry.config.Redaction;
import org.maskfoundry.config.SettingsException;
import org.maskfoundry.jobs.spark.ClusterException;
import org.maskfoundry.jobs.table.CommitUnknownException;
import org.maskfoundry.jobs.table.DatasetException;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.ModelException;

/**
 * What a user is told of a failure: the message of a failure that was foreseen, and no trace.
 * Neither has a secret in it.
 */
final class FailureMessage {

  private FailureMessage() {}

  static String of(Throwable failure) {
    return Redaction.text(message(failure));
  }

  /** Where in the code a failure came from, for those who asked for it. */
  static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return Redaction.text(trace.toString());
  }

  private static String message(Throwable failure) {
    if (failure instanceof SettingsException refused) {
      return settings(refused);
    }
    if (failure instanceof FileSystemException file) {
      return fileSystem(file);
    }
    if (failure instanceof OutOfMemoryError) {
      return "The Java heap is full (%s). Give it more: MASKFOUNDRY_JAVA_OPTIONS=-Xmx8g"
          .formatted(failure.getMessage());
    }
    if (failure instanceof ExceptionInInitializerError && failure.getCause() != null) {
      return message(failure.getCause());
    }
    if (failure instanceof LinkageError) {
      return "A library is missing or does not fit this machine: %s".formatted(failure);
    }
    if (failure instanceof ModelException
        || failure instanceof DeviceMemoryException
        || failure instanceof ClusterException
        || failure instanceof DatasetException
        || failure instanceof CommitUnknownException) {
      return failure.getMessage();
    }
    if (failure instanceof RuntimeException || failure.getMessage() == null) {
      return "Unexpected failure, please report it with the output of --stacktrace: " + failure;
    }
    return failure.getMessage();
  }

  private static String settings(SettingsException refused) {
    StringBuilder message = new StringBuilder();
    int count = refused.problems().size();
    message.append(count == 1 ? "1 problem" : count + " problems").append(" with the settings:");
    refused.problems().forEach(problem -> message.append("\n  ").append(problem));
    return message.toString();
  }

  private static String fileSystem(FileSystemException failure) {
    String reason = failure.getReason() == null ? "cannot be used" : failure.getReason();
    if (failure instanceof NoSuchFileException) {
      reason = "no such file or folder";
    } else if (failure instanceof AccessDeniedException) {
      reason = "no permission";
    } else if (failure instanceof FileAlreadyExistsException) {
      reason = "is there already";
    }
    return failure.getFile() + ": " + reason;
  }
}
