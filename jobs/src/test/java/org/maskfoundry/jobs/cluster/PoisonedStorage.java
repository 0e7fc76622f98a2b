package org.maskfoundry.jobs.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.maskfoundry.jobs.Poison;

/**
 * This machine's files under {@code poison:}. Whoever opens {@code a.png} crashes where {@code
 * a.png.crashes} lies beside it, and comes to no end where {@code a.png.never-ends} does.
 */
public final class PoisonedStorage extends RawLocalFileSystem {

  static final String CRASHES = ".crashes";
  static final String NEVER_ENDS = ".never-ends";

  /** What makes it known to Spark. */
  static final Map<String, String> CONFIGURATION =
      Map.of("spark.hadoop.fs.poison.impl", PoisonedStorage.class.getName());

  /** A local path as one of this storage. */
  static String uri(java.nio.file.Path path) {
    return "poison:" + path;
  }

  @Override
  public String getScheme() {
    return "poison";
  }

  @Override
  public URI getUri() {
    return URI.create("poison:///");
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    String path = pathToFile(file).getPath();
    if (Files.exists(java.nio.file.Path.of(path + CRASHES))) {
      Poison.crash();
    }
    if (Files.exists(java.nio.file.Path.of(path + NEVER_ENDS))) {
      Poison.neverEnd();
    }
    return super.open(file, bufferSize);
  }
}
