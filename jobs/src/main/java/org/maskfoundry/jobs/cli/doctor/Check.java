package org.maskfoundry.jobs.cli.doctor;

import java.util.List;

/** Looks at one side of the machine. */
interface Check {

  /** What was found; a thing that is missing is a finding, too, and no failure. */
  List<Finding> findings();
}
