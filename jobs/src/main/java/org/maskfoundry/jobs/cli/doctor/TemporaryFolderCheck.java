package org.maskfoundry.jobs.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder into which native libraries are unpacked and in which Spark keeps its files. */
record TemporaryFolderCheck() implements Check {

  private static final String NAME = "temporary folder";
  private static final String REMEDY = "name another with -Djava.io.tmpdir";

  /** ONNX Runtime for GPUs alone unpacks 0.6 GB, for every process. */
  private static final long LEAST_FREE = 2L << 30;

  @Override
  public List<Finding> findings() {
    return List.of(look(Path.of(System.getProperty("java.io.tmpdir")), LEAST_FREE));
  }

  static Finding look(Path folder, long leastFree) {
    try {
      Files.delete(
          Files.write(Files.createTempFile(folder, "maskfoundry-doctor", ""), new byte[1]));
      long free = Files.getFileStore(folder).getUsableSpace();
      String found = "%s, %s free".formatted(folder, MemoryCheck.gigabytes(free));
      return free < leastFree
          ? Finding.warning(
              NAME,
              found,
              "make room for %s, or %s".formatted(MemoryCheck.gigabytes(leastFree), REMEDY))
          : Finding.ok(NAME, found);
    } catch (IOException refused) {
      return Finding.missing(NAME, "%s cannot be written: %s".formatted(folder, refused), REMEDY);
    }
  }
}
