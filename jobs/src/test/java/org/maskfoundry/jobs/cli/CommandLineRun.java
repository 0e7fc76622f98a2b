package org.maskfoundry.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that ran inside the test's process.
 *
 * @param status the exit status
 * @param output what it said on the standard output
 * @param error what it said on the standard error
 */
public record CommandLineRun(int status, String output, String error) {

  public static CommandLineRun of(Object... arguments) {
    StringWriter output = new StringWriter();
    StringWriter error = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int argument = 0; argument < arguments.length; argument++) {
      texts[argument] = arguments[argument].toString();
    }
    int status =
        Maskfoundry.commandLine()
            .setOut(new PrintWriter(output))
            .setErr(new PrintWriter(error))
            .execute(texts);
    return new CommandLineRun(status, output.toString(), error.toString());
  }
}
