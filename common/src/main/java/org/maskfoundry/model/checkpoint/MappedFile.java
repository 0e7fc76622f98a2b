package org.maskfoundry.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * A file mapped in a few large windows, however many tensors it holds: a process may have only so
 * many mappings. Windows begin at each gigabyte and are two long, so that what is no longer than
 * one lies within one of them.
 */
final class MappedFile {

  /** The longest part that can be mapped. */
  static final long LONGEST_PART = 1L << 30;

  private static final long WINDOW = Integer.MAX_VALUE;

  private final FileChannel channel;
  private final long size;
  private final Map<Long, ByteBuffer> windows = new HashMap<>();

  MappedFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  /** Whether the file has this part and it is short enough to be mapped. */
  boolean has(long start, long length) {
    return start >= 0 && length >= 0 && length <= LONGEST_PART && start <= size - length;
  }

  /** The bytes of a part that the file {@link #has}, read-only. */
  ByteBuffer part(long start, long length) throws IOException {
    if (!has(start, length)) {
      throw new IllegalArgumentException(
          "bytes %d to %d lie outside the file's %d".formatted(start, start + length, size));
    }
    long first = start / LONGEST_PART * LONGEST_PART;
    ByteBuffer window = windows.get(first);
    if (window == null) {
      window = channel.map(FileChannel.MapMode.READ_ONLY, first, Math.min(WINDOW, size - first));
      windows.put(first, window);
    }
    return window.slice((int) (start - first), (int) length);
  }
}
