package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of any Hadoop file system: a folder, a part of it, or a single file.
 *
 * @param fileSystem the file system
 * @param base the folder that relative paths start from, qualified
 * @param root where listing begins: that folder, or the single file in it
 * @param pattern which paths below the folder belong to the source
 * @param name the source as one name
 * @param excluded a folder to pass over, qualified
 */
record HadoopTree(
    FileSystem fileSystem,
    Path base,
    FileStatus root,
    SourcePattern pattern,
    String name,
    Optional<Path> excluded)
    implements FileTree {

  @Override
  public boolean isWholeFolder() {
    return pattern == SourcePattern.ALL && root.isDirectory();
  }

  @Override
  public Iterator<SourceFile> files() throws IOException {
    return new HadoopWalk(this);
  }
}
