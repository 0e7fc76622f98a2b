package org.maskfoundry.jobs.spark.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder of this machine, or one that all machines have mounted at the same place. */
final class LocalFolder implements OutputFolder {

  private static final long serialVersionUID = 1;

  private final String path;

  LocalFolder(String path) {
    this.path = Path.of(path).toAbsolutePath().normalize().toString();
  }

  @Override
  public String name() {
    return path;
  }

  @Override
  public String uri() {
    // A URI of Java's would have escapes, which Hadoop takes for characters of the path.
    return new org.apache.hadoop.fs.Path("file", null, path).toString();
  }

  @Override
  public OutputFolder folder(String name) {
    return new LocalFolder(path + "/" + name);
  }

  @Override
  public boolean isEmpty() throws IOException {
    if (!Files.exists(Path.of(path))) {
      return true;
    }
    try (Stream<Path> files = Files.list(Path.of(path))) {
      return files.findAny().isEmpty();
    }
  }

  /** The file appears whole or not at all, also where a task is tried again. */
  @Override
  public void write(String fileName, byte[] content) throws IOException {
    Path place = placeToWrite(fileName);
    Path unfinished = place.resolveSibling(".maskfoundry-" + UUID.randomUUID() + ".part");
    try {
      Files.write(unfinished, content);
      Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  @Override
  public OutputStream create(String fileName) throws IOException {
    return Files.newOutputStream(placeToWrite(fileName));
  }

  @Override
  public Optional<byte[]> read(String fileName) throws IOException {
    Path place = place(fileName);
    return Files.exists(place) ? Optional.of(Files.readAllBytes(place)) : Optional.empty();
  }

  @Override
  public void delete(String fileName) throws IOException {
    Files.deleteIfExists(place(fileName));
  }

  private Path placeToWrite(String fileName) throws IOException {
    Path place = place(fileName);
    Files.createDirectories(place.getParent());
    return place;
  }

  private Path place(String fileName) throws IOException {
    return Path.of(path).resolve(OutputFolder.held(fileName));
  }
}
