package org.maskfoundry.jobs.cli;

import org.maskfoundry.prompt.PointPrompt;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code X,Y,LABEL}. */
final class PointConverter implements ITypeConverter<PointPrompt> {

  @Override
  public PointPrompt convert(String text) {
    double[] numbers = CommaSeparated.numbers(text, 3, "X,Y,LABEL, such as 320,200.5,1");
    return CommaSeparated.checked(
        () -> {
          int label = (int) numbers[2];
          if (label != numbers[2]) {
            throw new IllegalArgumentException(
                "A point's label is 1 (foreground) or 0 (background), found " + numbers[2]);
          }
          return new PointPrompt(numbers[0], numbers[1], label);
        });
  }
}
