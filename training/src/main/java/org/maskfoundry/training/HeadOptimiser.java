package org.maskfoundry.training;

import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Changes a head's tensors against their gradients: AdamW, warmed up, then along half a cosine. */
final class HeadOptimiser implements AutoCloseable {

  private static final double WEIGHT_DECAY = 0.01;
  private static final double STEEPEST_GRADIENT = 5;
  private static final double WARM_UP = 0.05;
  private static final double SMALLEST_SHARE = 0.01;

  private final double learningRate;
  private final TensorVector parameters;
  private final AdamW adam;

  HeadOptimiser(TorchHead head, double learningRate) {
    this.learningRate = learningRate;
    this.parameters = head.parameterVector();
    try (AdamWOptions options = new AdamWOptions(learningRate)) {
      options.weight_decay().put(WEIGHT_DECAY);
      this.adam = new AdamW(parameters, options);
    }
  }

  /**
   * One step.
   *
   * @param progress share of the training that is done
   */
  void step(Tensor loss, double progress) {
    adam.param_groups().get(0).options().set_lr(learningRate * share(progress));
    adam.zero_grad();
    loss.backward();
    torch.clip_grad_norm_(parameters, STEEPEST_GRADIENT);
    adam.step();
  }

  private static double share(double progress) {
    double share =
        progress < WARM_UP
            ? progress / WARM_UP
            : 0.5 * (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP)));
    return Math.max(SMALLEST_SHARE, share);
  }

  @Override
  public void close() {
    adam.close();
    parameters.close();
  }
}
