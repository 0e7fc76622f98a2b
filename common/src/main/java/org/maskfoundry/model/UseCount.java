package org.maskfoundry.model;

/**
 * Counts who uses a native resource and frees it when it was closed and the last use has ended:
 * native sessions must not be freed under a call.
 */
final class UseCount {

  private final Runnable free;
  private int uses;
  private boolean closed;
  private boolean freed;

  UseCount(Runnable free) {
    this.free = free;
  }

  /**
   * Begins a use, which {@link #end} ends.
   *
   * @throws IllegalStateException after {@link #close}
   */
  synchronized void begin() {
    if (closed) {
      throw new IllegalStateException("The model was closed");
    }
    uses++;
  }

  synchronized void end() {
    uses--;
    freeWhereUnused();
  }

  synchronized void close() {
    closed = true;
    freeWhereUnused();
  }

  private void freeWhereUnused() {
    if (closed && uses == 0 && !freed) {
      freed = true;
      free.run();
    }
  }
}
