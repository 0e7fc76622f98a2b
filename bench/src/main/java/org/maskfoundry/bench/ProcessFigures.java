package org.maskfoundry.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this process has used so far. */
final class ProcessFigures {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KILO = 1024;

  private ProcessFigures() {}

  /** Processor seconds of all its threads, those of the compiler and the collector among them. */
  static double processorSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /** Bytes of the heap that were used at most; the sum over its pools, each at its own time. */
  static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** Forgets the peak of the heap. */
  static void resetPeakHeap() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** Bytes of the heap that are in use. */
  static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes of memory the process has held at most; empty where the system does not say. */
  static Optional<Long> peakResident() {
    return status("VmHWM:");
  }

  /** Bytes of memory the process holds; empty where the system does not say. */
  static Optional<Long> resident() {
    return status("VmRSS:");
  }

  private static Optional<Long> status(String field) {
    if (!Files.isReadable(STATUS)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> KILO * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
