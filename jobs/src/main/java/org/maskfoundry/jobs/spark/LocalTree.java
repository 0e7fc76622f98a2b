package org.maskfoundry.jobs.spark;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * A folder of this machine, a part of it, or a single file. Names may hold anything a file system
 * allows: Hadoop's own local file system refuses some and passes over links that lead nowhere.
 *
 * @param base the folder that relative paths start from
 * @param pattern which paths below it belong to the source
 * @param name the source as one name
 * @param excluded a folder to pass over, absolute
 */
record LocalTree(Path base, SourcePattern pattern, String name, Optional<Path> excluded)
    implements FileTree {

  @Override
  public boolean isWholeFolder() {
    return pattern == SourcePattern.ALL;
  }

  @Override
  public Iterator<SourceFile> files() {
    return new LocalWalk(this);
  }
}
