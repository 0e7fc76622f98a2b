package org.maskfoundry.jobs.phase;

import java.util.Map;
import org.maskfoundry.jobs.table.RunOutcome;

/** What a run has to say at its end, for its row. */
interface EndedRun {

  /** How it ended. */
  RunOutcome outcome();

  /** Images, masks, waves and the like, by name. */
  Map<String, Long> numbers();

  /** Images that failed, by error code. */
  Map<String, Long> errors();

  /** Figures of the phase, by name. */
  Map<String, Double> phaseFigures();
}
