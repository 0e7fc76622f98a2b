package org.maskfoundry.jobs.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.maskfoundry.jobs.table.ListedImage;

/** A list of images kept in a temporary file, so that its length costs no memory. */
public final class ImageSpool implements Closeable {

  private final Path file;
  private final long size;

  private ImageSpool(Path file, long size) {
    this.file = file;
    this.size = size;
  }

  /** Writes a list down. */
  public static ImageSpool of(Iterator<ListedImage> images) throws IOException {
    Path file = Files.createTempFile("maskfoundry", ".images");
    file.toFile().deleteOnExit();
    long size = 0;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (; images.hasNext(); size++) {
        ListedImage image = images.next();
        out.writeUTF(image.fileName());
        out.writeUTF(image.uri());
        out.writeLong(image.length());
        out.writeLong(image.modified());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new ImageSpool(file, size);
  }

  /** How many images there are. */
  public long size() {
    return size;
  }

  /** Reads the list in waves, one at a time. */
  public Reader read() throws IOException {
    return new Reader();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  /** The waves of the list in their order. */
  public final class Reader implements Closeable {

    private final DataInputStream in;
    private long next;

    private Reader() throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** Whether there is another wave. */
    public boolean hasNext() {
      return next < size;
    }

    /**
     * The next wave.
     *
     * @param most how many images it has, if so many are left
     */
    public List<ListedImage> next(int most) {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      List<ListedImage> wave = new ArrayList<>();
      try {
        for (; wave.size() < most && next < size; next++) {
          wave.add(new ListedImage(in.readUTF(), in.readUTF(), in.readLong(), in.readLong()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return wave;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
