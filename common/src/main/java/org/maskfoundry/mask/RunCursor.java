package org.maskfoundry.mask;

/**
 * Walks the runs of a mask that are inside, as stretches of column-major pixel indices. Before the
 * first {@link #advance()} it stands nowhere.
 */
final class RunCursor {

  private final int[] runs;
  private int next;
  private int start;
  private int end;

  RunCursor(int[] runs) {
    this.runs = runs;
  }

  /** Goes to the next run inside the mask; false where there is none left. */
  boolean advance() {
    if (next + 1 >= runs.length) {
      return false;
    }
    start = end + runs[next];
    end = start + runs[next + 1];
    next += 2;
    return true;
  }

  /** Index of the run's first pixel. */
  int start() {
    return start;
  }

  /** Index after the run's last pixel. */
  int end() {
    return end;
  }
}
