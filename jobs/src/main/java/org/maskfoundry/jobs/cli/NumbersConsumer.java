package org.maskfoundry.jobs.cli;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Reads an option's value of several numbers with commas between them. The first may be negative:
 * left alone, the parser would take it for an option.
 */
abstract class NumbersConsumer implements IParameterConsumer {

  private final int count;
  private final String expected;

  /**
   * A reader of so many numbers.
   *
   * @param expected their form in words
   */
  NumbersConsumer(int count, String expected) {
    this.count = count;
    this.expected = expected;
  }

  /**
   * Keeps the numbers as the option's value.
   *
   * @throws IllegalArgumentException where they make no value
   */
  abstract void accept(double[] numbers, ArgSpec option);

  // The parser's interface hands over a Stack.
  @SuppressWarnings("JdkObsolete")
  @Override
  public final void consumeParameters(
      Stack<String> arguments, ArgSpec option, CommandSpec command) {
    String name = ((OptionSpec) option).longestName();
    if (arguments.isEmpty() || arguments.peek().startsWith("--")) {
      throw new MissingParameterException(
          command.commandLine(), option, "Option '" + name + "': expected " + expected);
    }
    try {
      accept(numbers(arguments.pop()), option);
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(
          command.commandLine(), "Option '" + name + "': " + unfit.getMessage(), unfit);
    }
  }

  private double[] numbers(String text) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[parts.length];
    boolean fits = parts.length == count;
    for (int part = 0; part < parts.length && fits; part++) {
      try {
        numbers[part] = Double.parseDouble(parts[part].strip());
      } catch (NumberFormatException notANumber) {
        fits = false;
      }
    }
    if (!fits) {
      throw new IllegalArgumentException("expected " + expected + ", found " + text);
    }
    return numbers;
  }
}
