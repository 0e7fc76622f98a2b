package org.maskfoundry.jobs.spark;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * A file system whose one folder {@code /photos} holds more images than anybody wants to hold at
 * once; it counts those it has given out.
 */
public final class EndlessFolder extends RawLocalFileSystem {

  /** How many images there are. */
  static final long IMAGES = 1_000_000;

  /** How many were given out. */
  static final AtomicLong GIVEN = new AtomicLong();

  private static final URI NAME = URI.create("endless:///");

  /** A configuration that knows it as {@code endless:}. */
  static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.endless.impl", EndlessFolder.class.getName());
    return hadoop;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public FileStatus getFileStatus(Path path) {
    boolean isFolder = !path.getName().endsWith(".jpg");
    return new FileStatus(10, isFolder, 1, 1 << 20, 1000, makeQualified(path));
  }

  @Override
  public boolean exists(Path path) {
    return path.getName().isEmpty() || path.getName().equals("photos");
  }

  @Override
  public RemoteIterator<FileStatus> listStatusIterator(Path folder) {
    return RemoteIterators.remoteIteratorFromIterator(
        LongStream.range(0, IMAGES)
            .mapToObj(
                number -> {
                  GIVEN.incrementAndGet();
                  return getFileStatus(new Path(folder, "%07d.jpg".formatted(number)));
                })
            .iterator());
  }

  @Override
  public FileStatus[] listStatus(Path folder) {
    throw new AssertionError("A folder is asked for all it holds at once: " + folder);
  }
}
