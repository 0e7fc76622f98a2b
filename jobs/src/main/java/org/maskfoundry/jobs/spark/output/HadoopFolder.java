package org.maskfoundry.jobs.spark.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
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
  public boolean isEmpty() throws IOException {
    Path folder = new Path(uri);
    FileSystem files = folder.getFileSystem(hadoop.value());
    return !files.exists(folder) || !files.listStatusIterator(folder).hasNext();
  }

  @Override
  public void write(String fileName, byte[] content) throws IOException {
    try (OutputStream file = create(fileName)) {
      file.write(content);
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
