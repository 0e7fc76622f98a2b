package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestSpark;

class FolderLockTest {

  @TempDir Path folder;

  /** A process that holds the lock until it is told to go on, and says so before it releases it. */
  static final class Holder {

    private Holder() {}

    /** The file that is committed, and the file that tells of the end. */
    public static void main(String[] arguments) throws IOException {
      try (FolderLock lock = new FolderLock()) {
        lock.acquire(arguments[0], "holder");
        System.out.println("held");
        System.in.read();
        Files.writeString(Path.of(arguments[1]), "before the lock was released");
        lock.release(arguments[0], "holder");
      }
    }
  }

  @Test
  void aProcessWaitsForAnotherThatCommits() throws Exception {
    String metadata = folder.resolve("v2.metadata.json").toString();
    Path end = folder.resolve("end");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                metadata,
                end.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(holder.inputReader().readLine()).isEqualTo("held");
    holder.outputWriter().append('\n').flush();

    try (FolderLock lock = new FolderLock()) {
      assertThat(lock.acquire(metadata, "test")).isTrue();
      boolean ended = Files.exists(end);
      assertThat(lock.release(metadata, "test")).isTrue();

      assertThat(ended).as("the other had released it").isTrue();
    }
    assertThat(holder.waitFor()).isZero();
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
