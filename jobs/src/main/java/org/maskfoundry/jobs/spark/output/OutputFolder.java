package org.maskfoundry.jobs.spark.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A folder that is filled by the driver or by executors, on any file system. */
public interface OutputFolder extends Serializable {

  /** A root, a step upwards, a character that ends paths. */
  Pattern LEADING_OUT = Pattern.compile("^[/\\\\]|(^|[/\\\\])\\.\\.([/\\\\]|$)|\0");

  /**
   * The folder of a path; nothing is created before something is written.
   *
   * @param path a path, or a URI of any file system
   * @param hadoop which file systems there are, and the one of paths without a scheme
   */
  static OutputFolder of(String path, Configuration hadoop) {
    boolean hasScheme = Pattern.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*", path);
    String scheme =
        hasScheme
            ? path.substring(0, path.indexOf(':'))
            : FileSystem.getDefaultUri(hadoop).getScheme();
    if (!scheme.equalsIgnoreCase("file")) {
      return new HadoopFolder(path, hadoop);
    }
    return new LocalFolder(hasScheme ? localPath(path) : path);
  }

  private static String localPath(String uri) {
    try {
      return java.nio.file.Path.of(URI.create(uri)).toString();
    } catch (IllegalArgumentException notWellFormed) {
      // Spaces are not allowed in a URI, but people write them.
      return new org.apache.hadoop.fs.Path(uri).toUri().getPath();
    }
  }

  /**
   * Whether a file of that name lies in the folder: names of images come from tars and lists of
   * others, and may be meant to lead elsewhere.
   */
  static boolean holds(String fileName) {
    return !fileName.isEmpty() && !LEADING_OUT.matcher(fileName).find();
  }

  /**
   * The name itself.
   *
   * @throws IOException where it does not lie in the folder
   */
  static String held(String fileName) throws IOException {
    if (!holds(fileName)) {
      throw new IOException(
          "%s: this path leads out of the output folder; rename the image in its source"
              .formatted(fileName));
    }
    return fileName;
  }

  /** The folder as people name it. */
  String name();

  /** The folder as Hadoop and Spark name it, whichever file system is their default. */
  String uri();

  /** A folder in this one. */
  OutputFolder folder(String name);

  /** Whether there is no such folder, or nothing in it. */
  boolean isEmpty() throws IOException;

  /** Writes a whole file in place of any of that name. */
  void write(String fileName, byte[] content) throws IOException;

  /** Begins a file in place of any of that name. */
  OutputStream create(String fileName) throws IOException;

  /** A whole file, empty where there is none of that name. */
  Optional<byte[]> read(String fileName) throws IOException;

  /** Removes a file, if there is one of that name. */
  void delete(String fileName) throws IOException;
}
