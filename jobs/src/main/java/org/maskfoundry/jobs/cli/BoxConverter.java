package org.maskfoundry.jobs.cli;

import org.maskfoundry.prompt.BoxPrompt;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code X0,Y0,X1,Y1}. */
final class BoxConverter implements ITypeConverter<BoxPrompt> {

  @Override
  public BoxPrompt convert(String text) {
    double[] corners = CommaSeparated.numbers(text, 4, "X0,Y0,X1,Y1, such as 10,20,300,240.5");
    return CommaSeparated.checked(
        () -> new BoxPrompt(corners[0], corners[1], corners[2], corners[3]));
  }
}
