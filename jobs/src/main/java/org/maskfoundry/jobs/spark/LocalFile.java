package org.maskfoundry.jobs.spark;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A single file of this machine.
 *
 * @param path the file, absolute; it may be a link that leads nowhere
 */
record LocalFile(Path path) implements FileTree {

  @Override
  public String name() {
    return path.toUri().toString();
  }

  @Override
  public boolean isWholeFolder() {
    return false;
  }

  @Override
  public Iterator<SourceFile> files() {
    return Stream.of(path)
        .flatMap(file -> LocalWalk.attributes(file).stream())
        .map(attributes -> LocalWalk.file(path, path.getFileName(), attributes, false))
        .iterator();
  }
}
