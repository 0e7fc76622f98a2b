package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The memory of this process, as Linux tells it; elsewhere nothing is known. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KILOBYTE = 1024L;

  private ProcessMemory() {}

  /** Bytes in memory now. */
  static Optional<Long> resident() throws IOException {
    return bytes("VmRSS:");
  }

  /** The most bytes that were ever in memory at once. */
  static Optional<Long> peak() throws IOException {
    return bytes("VmHWM:");
  }

  private static Optional<Long> bytes(String line) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return Optional.empty();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(text -> text.startsWith(line))
        .map(text -> KILOBYTE * Long.parseLong(text.replaceAll("\\D", "")))
        .findFirst();
  }
}
