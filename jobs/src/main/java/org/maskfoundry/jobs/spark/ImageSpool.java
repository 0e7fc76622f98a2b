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

  /** How many waves of at most {@code images} images there are. */
  public long waves(int images) {
    return (size + images - 1) / images;
  }

  /** Reads the list in waves of at most {@code waveImages} images, one at a time. */
  public Reader read(int waveImages) throws IOException {
    return new Reader(waveImages);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  /** The waves of the list in their order. */
  public final class Reader implements Iterator<List<ListedImage>>, Closeable {

    private final DataInputStream in;
    private final int waveImages;
    private long next;

    private Reader(int waveImages) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
      this.waveImages = waveImages;
    }

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public List<ListedImage> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      List<ListedImage> wave = new ArrayList<>();
      try {
        for (; wave.size() < waveImages && next < size; next++) {
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
