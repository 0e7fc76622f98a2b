package org.maskfoundry.jobs.cli;

import java.util.List;
import org.maskfoundry.prompt.PointPrompt;
import picocli.CommandLine.Model.ArgSpec;

/** Reads {@code X,Y,LABEL} and adds it to the option's list of points. */
final class PointConsumer extends NumbersConsumer {

  PointConsumer() {
    super(3, "X,Y,LABEL, such as 320,200.5,1");
  }

  @Override
  void accept(double[] numbers, ArgSpec option) {
    int label = (int) numbers[2];
    if (label != numbers[2]) {
      throw new IllegalArgumentException(
          "a point's label is 1 (foreground) or 0 (background), found " + numbers[2]);
    }
    List<PointPrompt> points = option.getValue();
    points.add(new PointPrompt(numbers[0], numbers[1], label));
  }
}
