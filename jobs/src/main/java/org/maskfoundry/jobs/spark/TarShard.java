package org.maskfoundry.jobs.spark;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.maskfoundry.jobs.table.ListedImage;

/**
 * A tar (POSIX.1-1988 and -2001, GNU) of images, as WebDataset and SA-1B lay them out. It is listed
 * by its headers, without reading what lies between.
 */
final class TarShard implements ImageContainer {

  private final long length;
  private final SeekableInputStream bytes;

  TarShard(InputFile file) throws IOException {
    this.length = file.getLength();
    this.bytes = file.newStream();
  }

  /** Of entries of one name the last counts, as it does for tar. */
  @Override
  public void list(SourceFile file, List<ListedImage> images) throws IOException {
    Map<String, ListedImage> byName = new LinkedHashMap<>();
    SkippingStream stream = new SkippingStream();
    try (TarArchiveInputStream headers = new TarArchiveInputStream(stream, "UTF-8")) {
      for (TarArchiveEntry entry = headers.getNextEntry();
          entry != null;
          entry = headers.getNextEntry()) {
        if (!entry.isDirectory() && FileKind.of(entry.getName()) == FileKind.IMAGE) {
          ContainerPlace place = new ContainerPlace.Bytes(bytes.getPos(), entry.getSize());
          byName.put(entry.getName(), file.inside(entry.getName(), place, entry.getSize()));
        }
      }
    } catch (IOException | IllegalArgumentException failure) {
      // The reader of tars says IOException of both.
      throw stream.failure == null ? new DamagedContainerException(failure) : stream.failure;
    } finally {
      images.addAll(byName.values());
    }
  }

  @Override
  public boolean canRead(ContainerPlace place) {
    return true;
  }

  @Override
  public byte[] read(ContainerPlace place) throws IOException {
    if (!(place instanceof ContainerPlace.Bytes range)) {
      throw new DamagedContainerException("a tar has no " + place.fragment());
    }
    if (range.offset() + range.length() > length) {
      throw new DamagedContainerException(
          "it ends after %d bytes, the image after %d"
              .formatted(length, range.offset() + range.length()));
    }
    byte[] image = new byte[Math.toIntExact(range.length())];
    bytes.seek(range.offset());
    bytes.readFully(image);
    return image;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  /**
   * Passes over bytes by moving on, where the plain stream would read them, and remembers whether
   * the storage failed.
   */
  private final class SkippingStream extends FilterInputStream {

    private IOException failure;

    SkippingStream() {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      try {
        return bytes.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      try {
        return bytes.read(target, offset, count);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public long skip(long wanted) throws IOException {
      try {
        long skipped = Math.min(wanted, length - bytes.getPos());
        bytes.seek(bytes.getPos() + skipped);
        return skipped;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
