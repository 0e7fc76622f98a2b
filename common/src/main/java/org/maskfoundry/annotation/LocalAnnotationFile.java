package org.maskfoundry.annotation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of annotations on this machine.
 *
 * @param name the path relative to the folder of annotations
 * @param path where it lies
 */
public record LocalAnnotationFile(String name, Path path) implements AnnotationFile {

  /** A file that is named alone. */
  public static LocalAnnotationFile of(Path path) {
    return new LocalAnnotationFile(path.getFileName().toString(), path);
  }

  @Override
  public InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(path));
  }

  @Override
  public Optional<AnnotationFile> sibling(String relativePath) {
    Path sibling = path.toAbsolutePath().resolveSibling(relativePath).normalize();
    return Files.isRegularFile(sibling)
        ? Optional.of(new LocalAnnotationFile(relativePath, sibling))
        : Optional.empty();
  }
}
