package org.maskfoundry.jobs.cli;

import org.maskfoundry.prompt.BoxPrompt;
import picocli.CommandLine.Model.ArgSpec;

/** Reads {@code X0,Y0,X1,Y1}. */
final class BoxConsumer extends NumbersConsumer {

  BoxConsumer() {
    super(4, "X0,Y0,X1,Y1, such as 10,20,300,240.5");
  }

  @Override
  void accept(double[] corners, ArgSpec option) {
    option.setValue(new BoxPrompt(corners[0], corners[1], corners[2], corners[3]));
  }
}
