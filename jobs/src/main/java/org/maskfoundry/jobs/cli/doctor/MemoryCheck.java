package org.maskfoundry.jobs.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory of the machine, of the container this process may be in, and of the Java heap. */
record MemoryCheck() implements Check {

  /** Less beside the heap does not hold the embedded model and a photo. */
  private static final long LEAST_NATIVE = 1L << 30;

  private static final Path MEMORY = Path.of("/proc/meminfo");

  @Override
  public List<Finding> findings() {
    // Inside a container Java answers with the container's limit.
    long usable =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    long heap = Runtime.getRuntime().maxMemory();
    return List.of(memory(physical().orElse(usable), usable), heap(heap, usable));
  }

  private static OptionalLong physical() {
    if (!Files.isReadable(MEMORY)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith("MemTotal:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException unreadable) {
      return OptionalLong.empty();
    }
  }

  static Finding memory(long physical, long usable) {
    return Finding.ok(
        "memory",
        usable < physical
            ? "%s, of %s of the machine: a control group (cgroup) sets the limit"
                .formatted(gigabytes(usable), gigabytes(physical))
            : gigabytes(usable));
  }

  static Finding heap(long heap, long usable) {
    String found =
        "%s at most, %s beside it for models and images"
            .formatted(gigabytes(heap), gigabytes(Math.max(0, usable - heap)));
    return usable - heap >= LEAST_NATIVE
        ? Finding.ok("java heap", found)
        : Finding.warning(
            "java heap",
            found,
            "leave at least 1 GB beside the heap: a smaller -Xmx in MASKFOUNDRY_JAVA_OPTIONS (on a cluster more spark.executor.memoryOverhead), or more memory");
  }

  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
  }
}
