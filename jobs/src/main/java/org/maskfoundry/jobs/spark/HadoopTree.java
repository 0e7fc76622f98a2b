package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of any Hadoop file system: a folder, what a glob matches, or a single file.
 *
 * @param fileSystem the file system
 * @param base the folder that relative paths start from, qualified
 * @param roots files and folders below it that belong to the source
 * @param name the source as one name
 * @param excluded a folder to pass over, qualified
 */
record HadoopTree(
    FileSystem fileSystem, Path base, List<FileStatus> roots, String name, Optional<Path> excluded)
    implements FileTree {

  @Override
  public boolean isWholeFolder() {
    return roots.size() == 1 && roots.get(0).getPath().equals(base);
  }

  @Override
  public Iterator<SourceFile> files() throws IOException {
    return new HadoopWalk(this);
  }
}
