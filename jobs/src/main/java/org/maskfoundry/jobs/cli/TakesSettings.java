package org.maskfoundry.jobs.cli;

/** A command whose help lists the settings it knows. */
interface TakesSettings {

  /** The job whose settings they are. */
  Job job();
}
