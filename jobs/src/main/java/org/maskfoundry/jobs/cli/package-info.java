/**
 * The command line: one command per job. Commands read options and settings, call the library or a
 * phase, and say what became of it: results on the standard output, progress and problems on the
 * standard error, a summary as JSON on request, and an {@link org.maskfoundry.jobs.cli.ExitCode}.
 */
package org.maskfoundry.jobs.cli;
