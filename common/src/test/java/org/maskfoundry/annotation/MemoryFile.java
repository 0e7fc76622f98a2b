package org.maskfoundry.annotation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of annotations that a test wrote, with those that stand near it. */
public final class MemoryFile implements AnnotationFile {

  private final String name;
  private final byte[] bytes;
  private final Map<String, AnnotationFile> siblings = new HashMap<>();

  private MemoryFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
  }

  public static MemoryFile of(String name, byte[] bytes) {
    return new MemoryFile(name, bytes);
  }

  public static MemoryFile of(String name, String text) {
    return of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a text file near this one. */
  public MemoryFile with(String relativePath, String text) {
    siblings.put(relativePath, of(relativePath, text));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public Optional<AnnotationFile> sibling(String relativePath) {
    return Optional.ofNullable(siblings.get(relativePath));
  }

  /** All that a reader gives of a file. */
  public static List<AnnotatedImage> all(AnnotationReader reader, AnnotationFile file)
      throws IOException {
    List<AnnotatedImage> pieces = new ArrayList<>();
    try (AnnotationPieces opened = reader.open(file)) {
      opened.forEachRemaining(pieces::add);
    }
    return pieces;
  }
}
