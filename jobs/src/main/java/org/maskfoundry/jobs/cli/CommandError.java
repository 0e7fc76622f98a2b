package org.maskfoundry.jobs.cli;

/** Carries an error of the virtual machine to where failures are reported, as an exception may. */
final class CommandError extends Exception {

  CommandError(Error error) {
    super(error);
  }
}
