package org.maskfoundry.jobs.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The processor time of this process: what all its threads, native ones too, have used. */
final class ProcessorTime {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ProcessorTime() {}

  /** Nanoseconds since the process began. */
  static long nanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
