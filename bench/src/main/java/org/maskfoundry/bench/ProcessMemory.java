package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory of this process, as Linux tells it; elsewhere nothing is known. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KILOBYTE = 1024;

  private ProcessMemory() {}

  /** Bytes in memory now. */
  static OptionalLong resident() throws IOException {
    return bytes("VmRSS:");
  }

  /** The most bytes that were ever in memory at once. */
  static OptionalLong peak() throws IOException {
    return bytes("VmHWM:");
  }

  private static OptionalLong bytes(String line) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(text -> text.startsWith(line))
        .mapToLong(text -> KILOBYTE * Long.parseLong(text.replaceAll("\\D", "")))
        .findFirst();
  }
}
