package org.maskfoundry.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What images may do to the process that has them in work. */
public final class Poison {

  private Poison() {}

  /** What a fault in a native library comes to. */
  public static void crash() {
    try {
      String self = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-SEGV", self).start().waitFor();
      Thread.sleep(Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Work that cannot be interrupted and has no end. */
  public static void neverEnd() {
    while (true) {
      Thread.onSpinWait();
    }
  }
}
