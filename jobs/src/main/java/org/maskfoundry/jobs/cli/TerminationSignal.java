package org.maskfoundry.jobs.cli;

import org.apache.hadoop.service.launcher.IrqHandler;
import org.maskfoundry.jobs.phase.StopRequest;

/**
 * SIGTERM as a request to stop: the wave under way is finished and kept. A second one ends the
 * process at once, which loses no more than that wave.
 */
final class TerminationSignal implements StopRequest {

  private static final int ENDED_BY_SIGTERM = 128 + 15;

  private volatile boolean received;

  private TerminationSignal() {}

  /**
   * Begins to listen, in place of the process's end.
   *
   * @param told called when the first one arrives
   */
  static TerminationSignal listen(Runnable told) {
    TerminationSignal signal = new TerminationSignal();
    new IrqHandler(IrqHandler.SIGTERM, received -> signal.receive(told)).bind();
    return signal;
  }

  private void receive(Runnable told) {
    if (received) {
      Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
    }
    received = true;
    told.run();
  }

  @Override
  public boolean isMade() {
    return received;
  }
}
