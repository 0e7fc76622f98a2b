package org.maskfoundry.jobs.spark.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.util.SerializableConfiguration;

/** A folder of a Hadoop file system: HDFS, S3 and others. */
final class HadoopFolder implements OutputFolder {

  private static final long serialVersionUID = 1;

  private final String uri;
  private final SerializableConfiguration hadoop;

  HadoopFolder(String uri, Configuration hadoop) {
    this.uri = uri;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  @Override
  public String name() {
    return uri;
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public OutputFolder folder(String name) {
    return new HadoopFolder(uri + "/" + name, hadoop.value());
  }

  @Override
  public boolean isEmpty() throws IOException {
    Path folder = new Path(uri);
    FileSystem files = folder.getFileSystem(hadoop.value());
    return !files.exists(folder) || !files.listStatusIterator(folder).hasNext();
  }

  /**
   * The file appears whole or not at all, also where a second try of a task is killed. Only a file
   * system that cannot rename in place of another file has it written where it belongs.
   */
  @Override
  public void write(String fileName, byte[] content) throws IOException {
    Path place = place(fileName);
    FileSystem files = place.getFileSystem(hadoop.value());
    Optional<FileContext> renaming =
        copiesToRename(files, place) ? Optional.empty() : context(files);
    if (renaming.isEmpty()) {
      write(files, place, content);
      return;
    }
    Path unfinished = new Path(place.getParent(), ".maskfoundry-" + UUID.randomUUID() + ".part");
    try {
      write(files, unfinished, content);
      renaming.get().rename(unfinished, place, Options.Rename.OVERWRITE);
    } finally {
      files.delete(unfinished, false);
    }
  }

  private static void write(FileSystem files, Path place, byte[] content) throws IOException {
    try (OutputStream file = files.create(place, true)) {
      file.write(content);
    }
  }

  /**
   * Whether this is an object store, such as S3: what is written appears whole at its end anyway.
   */
  private static boolean copiesToRename(FileSystem files, Path place) throws IOException {
    return files.hasPathCapability(place, CommonPathCapabilities.ETAGS_AVAILABLE)
        && !files.hasPathCapability(place, CommonPathCapabilities.ETAGS_PRESERVED_IN_RENAME);
  }

  /** What renames in place of another file, empty where the file system lacks it. */
  private Optional<FileContext> context(FileSystem files) throws IOException {
    try {
      return Optional.of(FileContext.getFileContext(files.getUri(), hadoop.value()));
    } catch (UnsupportedFileSystemException lacking) {
      return Optional.empty();
    }
  }

  @Override
  public OutputStream create(String fileName) throws IOException {
    Path place = place(fileName);
    return place.getFileSystem(hadoop.value()).create(place, true);
  }

  @Override
  public Optional<byte[]> read(String fileName) throws IOException {
    Path place = place(fileName);
    try (InputStream file = place.getFileSystem(hadoop.value()).open(place)) {
      return Optional.of(file.readAllBytes());
    } catch (FileNotFoundException missing) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String fileName) throws IOException {
    Path place = place(fileName);
    place.getFileSystem(hadoop.value()).delete(place, false);
  }

  private Path place(String fileName) throws IOException {
    URI folder = new Path(uri).toUri();
    // Not parsed as a path of its own: the name may look like a URI.
    return new Path(
        folder.getScheme(),
        folder.getAuthority(),
        folder.getPath() + "/" + OutputFolder.held(fileName));
  }
}
