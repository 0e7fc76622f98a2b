package org.maskfoundry.jobs.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.maskfoundry.jobs.phase.StopRequest;

/**
 * SIGTERM, and SIGINT as Ctrl-C sends it, as a request to stop: the wave under way is finished and
 * kept. A second one ends the process at once, which loses no more than that wave, and a third one
 * does not wait for anything.
 */
final class TerminationSignal implements StopRequest {

  private static final int ENDED_BY_SIGTERM = 128 + 15;

  private final AtomicInteger received = new AtomicInteger();

  private TerminationSignal() {}

  /**
   * Begins to listen, in place of the process's end.
   *
   * @param told called when the first one arrives
   */
  static TerminationSignal listen(Runnable told) {
    TerminationSignal signal = new TerminationSignal();
    for (String name : List.of(IrqHandler.SIGTERM, IrqHandler.CONTROL_C)) {
      new IrqHandler(name, arrived -> signal.receive(told)).bind();
    }
    return signal;
  }

  private void receive(Runnable told) {
    switch (received.incrementAndGet()) {
      case 1 -> told.run();
      case 2 -> System.exit(ENDED_BY_SIGTERM);
      default -> Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
    }
  }

  @Override
  public boolean isMade() {
    return received.get() > 0;
  }
}
