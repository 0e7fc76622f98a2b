package org.maskfoundry.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.maskfoundry.config.SettingsException;
import org.maskfoundry.jobs.spark.SourceException;
import org.maskfoundry.jobs.table.CommitUnknownException;
import org.maskfoundry.jobs.table.DatasetException;
import org.maskfoundry.model.ModelException;

/** Finds the failure that was foreseen among those that Spark wraps around it. */
final class SparkFailures {

  private static final List<Class<? extends Exception>> FORESEEN =
      List.of(
          ModelException.class,
          DatasetException.class,
          SourceException.class,
          SettingsException.class);

  private SparkFailures() {}

  /**
   * Does work on Spark.
   *
   * @throws Exception the failure that was foreseen where there is one, else what was thrown
   */
  static <T> T unwrap(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (Exception failure) {
      throw foreseen(failure);
    }
  }

  private static Exception foreseen(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommitStateUnknownException) {
        return new CommitUnknownException(cause);
      }
      for (Class<? extends Exception> known : FORESEEN) {
        if (known.isInstance(cause)) {
          return known.cast(cause);
        }
      }
    }
    return failure;
  }
}
