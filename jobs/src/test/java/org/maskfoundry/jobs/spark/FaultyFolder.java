package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/**
 * A file system of this machine's files, called {@code faulty:}, with a storage that can be made to
 * fail. What is called {@code private} is for nobody, as HDFS says it.
 */
public final class FaultyFolder extends RawLocalFileSystem {

  /** How many files, of those that are opened next, fail when they are read. */
  static final AtomicInteger FAILURES = new AtomicInteger();

  private static final URI NAME = URI.create("faulty:///");

  /** A configuration that knows it. */
  public static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.faulty.impl", FaultyFolder.class.getName());
    return hadoop;
  }

  /** A file as this file system names it. */
  public static String uri(Path file) {
    return "faulty://" + file;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  /** Asks for permission only when the first entry is wanted. */
  @Override
  public RemoteIterator<FileStatus> listStatusIterator(org.apache.hadoop.fs.Path folder)
      throws IOException {
    RemoteIterator<FileStatus> entries = super.listStatusIterator(folder);
    return new RemoteIterator<>() {
      @Override
      public boolean hasNext() throws IOException {
        refusePrivate(folder);
        return entries.hasNext();
      }

      @Override
      public FileStatus next() throws IOException {
        return entries.next();
      }
    };
  }

  @Override
  public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
    refusePrivate(file);
    return FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? new FSDataInputStream(new FailingStream())
        : super.open(file, buffer);
  }

  private static void refusePrivate(org.apache.hadoop.fs.Path path) throws IOException {
    if (path.getName().startsWith("private")) {
      throw new AccessControlException("Permission denied: " + path);
    }
  }

  /** What may be moved in but not read. */
  private static final class FailingStream extends FSInputStream {

    private long position;

    @Override
    public void seek(long wanted) {
      position = wanted;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }

    @Override
    public int read() throws IOException {
      throw new IOException("503 Slow Down");
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      return read();
    }
  }
}
