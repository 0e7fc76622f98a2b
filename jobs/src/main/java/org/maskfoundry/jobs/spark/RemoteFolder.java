package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;

/** Folders and files on other file systems, for what needs them on this machine. */
public final class RemoteFolder {

  private static final Pattern URI = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+://.*");
  private static final String HADOOP_PREFIX = "spark.hadoop.";

  private RemoteFolder() {}

  /** Whether a text is the URI of another file system. */
  public static boolean isRemote(String location) {
    return URI.matcher(location).matches();
  }

  /**
   * Copies a file, or the files of a folder, to a temporary folder of this machine, which goes with
   * the process.
   *
   * @return the copied file, or the folder of copied files
   * @throws SourceException where there is no such folder or file
   */
  public static java.nio.file.Path copy(String location) throws IOException {
    Configuration hadoop = new Configuration();
    for (var entry : new SparkConf().getAllWithPrefix(HADOOP_PREFIX)) {
      hadoop.set(entry._1(), entry._2());
    }
    Path folder = new Path(location);
    FileSystem fileSystem = folder.getFileSystem(hadoop);
    if (!fileSystem.exists(folder)) {
      throw new SourceException(location + ": no such folder or file");
    }
    java.nio.file.Path copy = Files.createTempDirectory("maskfoundry-model");
    copy.toFile().deleteOnExit();
    for (FileStatus file : fileSystem.listStatus(folder)) {
      if (file.isFile()) {
        java.nio.file.Path target = copy.resolve(file.getPath().getName());
        target.toFile().deleteOnExit();
        fileSystem.copyToLocalFile(false, file.getPath(), new Path(target.toUri()), true);
      }
    }
    return fileSystem.getFileStatus(folder).isFile() ? copy.resolve(folder.getName()) : copy;
  }
}
