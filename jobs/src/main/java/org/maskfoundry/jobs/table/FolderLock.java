package org.maskfoundry.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iceberg.LockManager;

/**
 * Lets one process at a time commit to a table in a local folder. A local file system renames over
 * a file that is there, so without it two commits of one version would both seem to succeed and one
 * would be lost. The system takes the lock from a process that dies.
 */
public final class FolderLock implements LockManager {

  private static final String FILE = ".commit.lock";

  /** A lock of the system's is the whole process's; its threads wait here. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private static FileChannel held;

  /** Made by Iceberg, by its name in the catalog's configuration. */
  public FolderLock() {}

  @Override
  public void initialize(Map<String, String> properties) {}

  @Override
  public boolean acquire(String metadataFile, String owner) {
    THREADS.lock();
    try {
      // Closed by release, which Iceberg calls whatever happens.
      held =
          FileChannel.open(
              folder(metadataFile).resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      held.lock();
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "%s: cannot be locked in its folder, to commit".formatted(metadataFile), failure);
    }
  }

  @Override
  public boolean release(String metadataFile, String owner) {
    try {
      if (held != null) {
        held.close();
      }
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "%s: its folder cannot be unlocked".formatted(metadataFile), failure);
    } finally {
      held = null;
      THREADS.unlock();
    }
  }

  @Override
  public void close() {}

  private static Path folder(String metadataFile) {
    return Path.of(new org.apache.hadoop.fs.Path(metadataFile).toUri().getPath()).getParent();
  }
}
