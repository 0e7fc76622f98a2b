package org.maskfoundry.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counts the runs that went in or came out: the line of that name is the time for one of them. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class RunCount {

  /** The runs of this iteration. */
  public long runs;

  /** Begins anew. */
  @Setup(Level.Iteration)
  public void reset() {
    runs = 0;
  }
}
