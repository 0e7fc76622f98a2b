package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Goes through the files of a {@link LocalTree}, depth first, following links. */
final class LocalWalk implements Iterator<SourceFile> {

  /** A directory being listed; the key tells it from others however it was reached. */
  private record Level(DirectoryStream<Path> stream, Iterator<Path> entries, Object key) {}

  private final LocalTree tree;
  private final Deque<Level> levels = new ArrayDeque<>();
  private SourceFile next;

  LocalWalk(LocalTree tree) {
    this.tree = tree;
    if (!attributes(tree.base()).map(found -> enter(tree.base(), found)).orElse(false)) {
      throw cannotBeListed(tree.base(), null);
    }
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public SourceFile next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    SourceFile file = next;
    advance();
    return file;
  }

  private void advance() {
    next = null;
    while (next == null && !levels.isEmpty()) {
      Level level = levels.peek();
      if (level.entries().hasNext()) {
        visit(level.entries().next());
      } else {
        levels.pop();
        close(level.stream());
      }
    }
  }

  private void visit(Path path) {
    attributes(path).ifPresent(attributes -> visit(path, attributes));
  }

  private void visit(Path path, BasicFileAttributes attributes) {
    Path relative = tree.base().relativize(path);
    if (attributes.isDirectory()) {
      boolean namedLikeAnImage = FileKind.of(path.toString()) == FileKind.IMAGE;
      if (tree.pattern().enters(relative) && !enter(path, attributes)) {
        next = file(path, relative, attributes, true);
        return;
      }
      if (!namedLikeAnImage) {
        return;
      }
    }
    if (tree.pattern().takes(relative)) {
      next = file(path, relative, attributes, false);
    }
  }

  /** Whether a directory may be opened, or need not be. */
  @SuppressWarnings("StreamResourceLeak") // Closed when its level has been gone through.
  private boolean enter(Path directory, BasicFileAttributes attributes) {
    boolean passedOver =
        tree.excluded().filter(directory.toAbsolutePath().normalize()::equals).isPresent();
    boolean inItself =
        attributes.fileKey() != null
            && levels.stream().anyMatch(level -> attributes.fileKey().equals(level.key()));
    if (passedOver || inItself) {
      return true;
    }
    try {
      DirectoryStream<Path> stream = open(directory);
      levels.push(new Level(stream, stream.iterator(), attributes.fileKey()));
      return true;
    } catch (AccessDeniedException closed) {
      return false;
    } catch (NoSuchFileException removed) {
      return true;
    } catch (IOException failure) {
      throw cannotBeListed(directory, failure);
    }
  }

  /**
   * What a directory holds; the caller closes it.
   *
   * @throws AccessDeniedException where that may not be listed, or not be told from one another
   */
  @SuppressWarnings("StreamResourceLeak") // The caller's to close.
  static DirectoryStream<Path> open(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isExecutable(directory)) {
      throw new AccessDeniedException(directory.toString());
    }
    return Files.newDirectoryStream(directory);
  }

  private static UncheckedIOException cannotBeListed(Path directory, IOException cause) {
    return new UncheckedIOException(
        new SourceException(
            directory + ": the folder cannot be listed; check its permissions and the storage",
            cause));
  }

  /** A file as its source lists it. */
  static SourceFile file(Path path, Path relative, BasicFileAttributes attributes, boolean closed) {
    return new SourceFile(
        relative.toString().replace(path.getFileSystem().getSeparator(), "/"),
        path.toUri().toString(),
        attributes.isRegularFile() ? attributes.size() : 0,
        attributes.lastModifiedTime().toMillis(),
        closed);
  }

  /**
   * The attributes of what a link leads to; of the link itself where it leads nowhere; empty where
   * the file was removed meanwhile.
   */
  static Optional<BasicFileAttributes> attributes(Path path) {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (IOException leadsNowhere) {
      try {
        return Optional.of(
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
      } catch (NoSuchFileException removed) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void close(DirectoryStream<Path> stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
