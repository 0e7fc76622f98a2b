package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * Goes through the files of a {@link HadoopTree}, depth first. Folders are listed piece by piece:
 * one on S3 may hold millions.
 */
final class HadoopWalk implements Iterator<SourceFile> {

  private final HadoopTree tree;
  private final String prefix;
  private final Deque<RemoteIterator<FileStatus>> levels = new ArrayDeque<>();
  private SourceFile next;

  HadoopWalk(HadoopTree tree) throws IOException {
    this.tree = tree;
    String base = tree.base().toUri().getPath();
    this.prefix = base.endsWith("/") ? base : base + "/";
    levels.push(RemoteIterators.remoteIteratorFromSingleton(tree.root()));
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
    try {
      advance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private void advance() throws IOException {
    next = null;
    while (next == null && !levels.isEmpty()) {
      RemoteIterator<FileStatus> level = levels.peek();
      if (level.hasNext()) {
        visit(level.next());
      } else {
        levels.pop();
      }
    }
  }

  private void visit(FileStatus found) throws IOException {
    Path path = found.getPath();
    if (path.equals(tree.base())) {
      if (!enter(path)) {
        throw new SourceException(path + ": the folder cannot be listed; check its permissions");
      }
      return;
    }
    String relative = path.toUri().getPath().substring(prefix.length());
    java.nio.file.Path relativePath = java.nio.file.Path.of(relative);
    if (found.isDirectory()) {
      if (tree.excluded().filter(path::equals).isPresent()) {
        return;
      }
      if (tree.pattern().enters(relativePath) && !enter(path)) {
        next = new SourceFile(relative, path.toUri() + "/", 0, found.getModificationTime(), true);
        return;
      }
      if (FileKind.of(path.getName()) != FileKind.IMAGE) {
        return;
      }
    }
    if (!tree.pattern().takes(relativePath)) {
      return;
    }
    next =
        new SourceFile(
            relative,
            path.toUri().toString(),
            found.isDirectory() ? 0 : found.getLen(),
            found.getModificationTime(),
            false);
  }

  /** Whether a folder may be listed. */
  private boolean enter(Path folder) throws IOException {
    try {
      levels.push(open(tree.fileSystem(), folder));
      return true;
    } catch (AccessControlException | AccessDeniedException closed) {
      return false;
    }
  }

  /**
   * What a folder holds.
   *
   * @throws AccessControlException where that may not be listed, as HDFS says it
   * @throws AccessDeniedException the same, as S3 says it
   */
  static RemoteIterator<FileStatus> open(FileSystem fileSystem, Path folder) throws IOException {
    RemoteIterator<FileStatus> entries = fileSystem.listStatusIterator(folder);
    // Some file systems only ask for the entries, and for permission, when the first is wanted.
    entries.hasNext();
    return entries;
  }
}
