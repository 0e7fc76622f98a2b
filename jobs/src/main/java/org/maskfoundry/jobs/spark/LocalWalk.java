package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
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
      throw new UncheckedIOException(
          new SourceException(
              tree.base() + ": the folder cannot be listed; check its permissions"));
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
      boolean readable = !tree.pattern().enters(relative) || enter(path, attributes);
      if (readable && !namedLikeAnImage) {
        return;
      }
    }
    if (tree.pattern().takes(relative)) {
      next = file(path, relative, attributes);
    }
  }

  /** Whether a directory could be opened, or need not be. */
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
      DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
      levels.push(new Level(stream, stream.iterator(), attributes.fileKey()));
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** A file as its source lists it. */
  static SourceFile file(Path path, Path relative, BasicFileAttributes attributes) {
    return new SourceFile(
        relative.toString().replace(path.getFileSystem().getSeparator(), "/"),
        path.toUri().toString(),
        attributes.isRegularFile() ? attributes.size() : 0,
        attributes.lastModifiedTime().toMillis());
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
