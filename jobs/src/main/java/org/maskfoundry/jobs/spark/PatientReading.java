package org.maskfoundry.jobs.spark;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.security.AccessControlException;

/** Reading that is tried again where the storage failed, as it may for a moment. */
final class PatientReading {

  private static final int ATTEMPTS = 3;
  private static final long PAUSE_MILLISECONDS = 200;

  private PatientReading() {}

  /** What is read; each attempt begins anew. */
  interface Reading<T, E extends Exception> {

    T read() throws IOException, E;
  }

  /**
   * What an attempt gave.
   *
   * @throws IOException the failure of the last attempt, or the first that {@linkplain #isOfTheFile
   *     is of the file}
   */
  static <T, E extends Exception> T of(Reading<T, E> reading) throws IOException, E {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.read();
      } catch (IOException failure) {
        if (isOfTheFile(failure) || attempt == ATTEMPTS || !pause(attempt)) {
          throw failure;
        }
      }
    }
  }

  /**
   * Whether a failure says something of the file, that it is damaged, not there or may not be read,
   * as opposed to a storage that failed.
   */
  static boolean isOfTheFile(IOException failure) {
    return failure instanceof DamagedContainerException
        || failure instanceof EOFException
        || failure instanceof FileNotFoundException
        || failure instanceof NoSuchFileException
        || failure instanceof AccessDeniedException
        || failure instanceof AccessControlException;
  }

  private static boolean pause(int attempt) {
    try {
      Thread.sleep(attempt * PAUSE_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
