package org.maskfoundry.jobs.spark;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.spark.util.SerializableConfiguration;

/** Opens files by the URIs that sources list, on the driver and on executors. */
public final class Storage implements Serializable {

  private static final long serialVersionUID = 1;
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private final SerializableConfiguration hadoop;

  /** The local files and the file systems that {@code hadoop} names. */
  public Storage(Configuration hadoop) {
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /** A file to be read at any place, for containers. */
  InputFile open(String uri) throws IOException {
    return isLocal(uri)
        ? new NamedFile(local(uri), uri)
        : HadoopInputFile.fromPath(remote(uri), hadoop.value());
  }

  /** A file from its beginning to its end. */
  public InputStream stream(String uri) throws IOException {
    if (isFolder(uri)) {
      list(uri);
      throw new FileSystemException(uri, null, "a folder, expected a file; run again");
    }
    return isLocal(uri)
        ? new BufferedInputStream(Files.newInputStream(local(uri)))
        : FutureIO.awaitFuture(wholeFile(remote(uri)).build());
  }

  /** Whether a file is there. */
  public boolean isFile(String uri) throws IOException {
    if (isLocal(uri)) {
      return Files.isRegularFile(local(uri));
    }
    Path path = remote(uri);
    try {
      return path.getFileSystem(hadoop.value()).getFileStatus(path).isFile();
    } catch (FileNotFoundException missing) {
      return false;
    }
  }

  private FutureDataInputStreamBuilder wholeFile(Path path) throws IOException {
    return path.getFileSystem(hadoop.value())
        .openFile(path)
        .opt(
            OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
            OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE);
  }

  /** A local file that readers can name in their messages. */
  private record NamedFile(java.nio.file.Path path, String name) implements InputFile {

    @Override
    public long getLength() throws IOException {
      return Files.size(path);
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      try {
        return new LocalInputFile(path).newStream();
      } catch (FileNotFoundException either) {
        // It is said of a file that may not be read as well.
        throw Files.notExists(path) || Files.isReadable(path)
            ? either
            : new AccessDeniedException(path.toString());
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A whole file.
   *
   * @param length its bytes where they are known, which spares a question to a remote storage
   */
  byte[] read(String uri, OptionalLong length) throws IOException, UnreadableImageException {
    if (length.isPresent() && length.getAsLong() > LARGEST_ARRAY) {
      throw tooLarge(uri, length.getAsLong());
    }
    if (isFolder(uri)) {
      list(uri);
      throw FileKind.of(withoutSlash(uri)) == FileKind.IMAGE
          ? namedLikeAnImage(uri)
          : UnreadableImageException.listedByNow(uri);
    }
    return isLocal(uri) ? readLocal(local(uri)) : readRemote(remote(uri), length);
  }

  private static boolean isFolder(String uri) {
    return uri.endsWith("/");
  }

  private static String withoutSlash(String folder) {
    return folder.substring(0, folder.length() - 1);
  }

  /** Fails as listing a folder does. */
  private void list(String uri) throws IOException {
    if (isLocal(uri)) {
      LocalWalk.open(local(uri)).close();
    } else {
      Path folder = remote(withoutSlash(uri));
      HadoopWalk.open(folder.getFileSystem(hadoop.value()), folder);
    }
  }

  private static UnreadableImageException namedLikeAnImage(String name) {
    return new UnreadableImageException(
        UnreadableImageException.Reason.IS_A_DIRECTORY,
        name + ": a directory of that name stands here, expected an image file; rename it");
  }

  private static byte[] readLocal(java.nio.file.Path path)
      throws IOException, UnreadableImageException {
    if (Files.isDirectory(path)) {
      throw namedLikeAnImage(path.toString());
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new UnreadableImageException(
          UnreadableImageException.Reason.UNREADABLE,
          path + ": neither a file nor a link to one; remove it");
    }
    if (Files.size(path) > LARGEST_ARRAY) {
      throw tooLarge(path.toString(), Files.size(path));
    }
    return Files.readAllBytes(path);
  }

  private byte[] readRemote(Path path, OptionalLong length)
      throws IOException, UnreadableImageException {
    FutureDataInputStreamBuilder builder = wholeFile(path);
    if (length.isPresent()) {
      builder.optLong(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, length.getAsLong());
    }
    try (FSDataInputStream stream = FutureIO.awaitFuture(builder.build())) {
      return stream.readAllBytes();
    } catch (CompletionException e) {
      throw FutureIO.unwrapInnerException(e);
    }
  }

  private static UnreadableImageException tooLarge(String name, long length) {
    return new UnreadableImageException(
        UnreadableImageException.Reason.TOO_LARGE,
        "%s: has %d bytes, an image file may have %d at most; make it smaller"
            .formatted(name, length, LARGEST_ARRAY));
  }

  private static boolean isLocal(String uri) {
    return uri.startsWith("file:");
  }

  private static java.nio.file.Path local(String uri) {
    return java.nio.file.Path.of(URI.create(uri));
  }

  private static Path remote(String uri) {
    return new Path(URI.create(uri));
  }
}
