package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.RemoteIterators;

/** Goes through the files of a {@link HadoopTree}, depth first. */
final class HadoopWalk implements Iterator<SourceFile> {

  private final HadoopTree tree;
  private final String prefix;
  private final Deque<RemoteIterator<FileStatus>> levels = new ArrayDeque<>();
  private SourceFile next;

  HadoopWalk(HadoopTree tree) throws IOException {
    this.tree = tree;
    String base = tree.base().toUri().getPath();
    this.prefix = base.endsWith("/") ? base : base + "/";
    levels.push(RemoteIterators.remoteIteratorFromIterable(tree.roots()));
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
    if (found.isDirectory()) {
      if (tree.excluded().filter(path::equals).isPresent()) {
        return;
      }
      levels.push(tree.fileSystem().listStatusIterator(path));
      boolean isSource = path.equals(tree.base());
      if (isSource || FileKind.of(path.getName()) != FileKind.IMAGE) {
        return;
      }
    }
    next =
        new SourceFile(
            path.toUri().getPath().substring(prefix.length()),
            path.toUri().toString(),
            found.isDirectory() ? 0 : found.getLen(),
            found.getModificationTime());
  }
}
