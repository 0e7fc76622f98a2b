package org.maskfoundry.jobs.cli.doctor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Lists a folder, and writes, reads and deletes a small file in it; leaves nothing behind. */
final class StorageTrial {

  private static final String NAME = "storage";

  private final String uri;
  private final Configuration hadoop;
  private final HiddenSecrets secrets;
  private String step = "opened";

  private StorageTrial(String uri, Configuration hadoop) {
    this.uri = uri;
    this.hadoop = hadoop;
    this.secrets = HiddenSecrets.of(hadoop);
  }

  /** A trial with the file systems and credentials that a job on Spark would have. */
  static StorageTrial of(String uri) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    // A job waits minutes for a storage to come back; who asks wants to know.
    hadoop.set("fs.s3a.attempts.maximum", "1");
    hadoop.set("fs.s3a.retry.limit", "1");
    hadoop.set("fs.s3a.connection.establish.timeout", "15s");
    return new StorageTrial(uri, hadoop);
  }

  Finding finding() {
    String name = secrets.hide(uri);
    try {
      Path folder = new Path(uri);
      try (FileSystem fileSystem = FileSystem.newInstance(folder.toUri(), hadoop)) {
        return Finding.ok(NAME, "%s: %s".formatted(name, tried(fileSystem, folder)));
      }
    } catch (IOException | RuntimeException failure) {
      return Finding.missing(
          NAME,
          "%s cannot be %s: %s".formatted(name, step, secrets.hide(firstLine(failure))),
          remedy(name));
    }
  }

  private String tried(FileSystem fileSystem, Path folder) throws IOException {
    step = "listed";
    List<Path> made = missingFolders(fileSystem, folder);
    if (made.isEmpty()) {
      fileSystem.listStatusIterator(folder).hasNext();
    }
    Path file = new Path(folder, ".maskfoundry-doctor-" + UUID.randomUUID());
    try {
      step = "written";
      byte[] written = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
      try (OutputStream stream = fileSystem.create(file, false)) {
        stream.write(written);
      }
      step = "read";
      try (InputStream stream = fileSystem.open(file)) {
        if (!Arrays.equals(stream.readAllBytes(), written)) {
          throw new IOException("what was read is not what was written");
        }
      }
      step = "deleted from";
    } finally {
      fileSystem.delete(file, false);
      for (Path empty : made) {
        fileSystem.delete(empty, false);
      }
    }
    if (fileSystem.exists(file)) {
      throw new IOException("the file stays");
    }
    return made.isEmpty()
        ? "listed, written, read and deleted from"
        : "not there yet, can be made, written, read and deleted from";
  }

  /** The folder and those above it that are not there, the deepest first. */
  private static List<Path> missingFolders(FileSystem fileSystem, Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    Path place = fileSystem.makeQualified(folder);
    while (place != null && !isThere(fileSystem, place)) {
      missing.add(place);
      place = place.getParent();
    }
    return missing;
  }

  private static boolean isThere(FileSystem fileSystem, Path place) throws IOException {
    try {
      if (!fileSystem.getFileStatus(place).isDirectory()) {
        throw new IOException(place + " is a file, expected a folder");
      }
      return true;
    } catch (FileNotFoundException notThere) {
      return false;
    }
  }

  private String remedy(String name) {
    return name.startsWith("s3a:")
        ? "check the bucket, spark.hadoop.fs.s3a.endpoint, and the credentials' rights (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or spark.hadoop.fs.s3a.access.key and .secret.key)"
        : "check the address and the rights of this user there";
  }

  private static String firstLine(Throwable failure) {
    return failure.toString().lines().findFirst().orElse("");
  }
}
