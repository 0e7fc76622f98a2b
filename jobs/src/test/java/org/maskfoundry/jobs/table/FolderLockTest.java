package org.maskfoundry.jobs.table;

import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestSpark;

class FolderLockTest {

  @TempDir Path folder;

  /** A process that holds the lock until it is told to go on. */
  static final class Holder {

    private Holder() {}

    /** The file that is committed. */
    public static void main(String[] arguments) throws IOException {
      try (FolderLock lock = new FolderLock()) {
        lock.acquire(arguments[0], "holder");
        System.out.println("held");
        System.in.read();
        lock.release(arguments[0], "holder");
        System.out.println("released");
        System.in.read();
      }
    }
  }

  @Test
  void aProcessThatCommitsKeepsOthersOut() throws Exception {
    String metadata = folder.resolve("v2.metadata.json").toString();
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                metadata)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = holder.inputReader();
        BufferedWriter goOn = holder.outputWriter();
        FileChannel file =
            FileChannel.open(folder.resolve(".commit.lock"), CREATE, StandardOpenOption.WRITE)) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThat(file.tryLock()).as("while the other commits").isNull();

      goOn.append('\n').flush();
      assertThat(said.readLine()).isEqualTo("released");
      assertThat(file.tryLock()).as("when it has committed").isNotNull();
    }
    assertThat(holder.waitFor()).isZero();
  }

  /** The threads of a process: the system gives its lock to all of them. */
  @Test
  void aThreadThatCommitsKeepsOthersOut() throws Exception {
    String metadata = folder.resolve("v2.metadata.json").toString();
    List<String> order = new CopyOnWriteArrayList<>();
    FolderLock first = new FolderLock();
    first.acquire(metadata, "first");
    Thread other =
        new Thread(
            () -> {
              FolderLock second = new FolderLock();
              second.acquire(metadata, "second");
              order.add("second");
              second.release(metadata, "second");
            });
    other.start();
    while (other.getState() != Thread.State.WAITING) {
      assertThat(other.isAlive()).as("it waits").isTrue();
      Thread.onSpinWait();
    }
    order.add("first");
    first.release(metadata, "first");
    other.join();

    assertThat(order).containsExactly("first", "second");
  }

  /** Why the lock is needed. */
  @Test
  void aLocalFileSystemRenamesOverAFileThatIsThere() throws Exception {
    Path mine = Files.writeString(folder.resolve("mine"), "mine");
    Path theirs = Files.writeString(folder.resolve("theirs"), "theirs");

    boolean renamed =
        FileSystem.getLocal(new Configuration())
            .rename(
                new org.apache.hadoop.fs.Path(mine.toString()),
                new org.apache.hadoop.fs.Path(theirs.toString()));

    assertThat(renamed).isTrue();
    assertThat(theirs).hasContent("mine");
  }

  @Test
  void datasetsInLocalFoldersAreLocked() {
    String key = "spark.sql.catalog.maskfoundry.lock-impl";
    for (String dataset : List.of(folder.toString(), folder.toUri().toString())) {
      DatasetCatalog catalog = DatasetCatalog.open(TestSpark.session(), dataset);

      assertThat(catalog.session().conf().get(key)).isEqualTo(FolderLock.class.getName());
    }
  }
}
