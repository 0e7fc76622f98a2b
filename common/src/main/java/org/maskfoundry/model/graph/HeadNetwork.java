package org.maskfoundry.model.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * How a detection head computes, whatever computes it: once as nodes of an ONNX graph, once with a
 * training library that needs its gradients.
 *
 * @param <T> a value of the one or the other
 */
public final class HeadNetwork<T> {

  /** The operations the head is made of. */
  public interface Operations<T> {
    /** {@code (x - input.mean) * input.scale}, channel by channel. */
    T standardised(T embedding);

    /** Convolution of 3 x 3, padded by one, without bias; then normalisation and ReLU. */
    T block(T x, String name, int stride);

    /** Convolution of 3 x 3, padded by one, with bias. */
    T convolution(T x, String name);

    /** The sum of both. */
    T plus(T x, T y);

    /** Every cell four times: twice the sides. */
    T doubled(T x);
  }

  /**
   * What the head says of a grid.
   *
   * @param scores {@code [N, 1, side, side]} logits
   * @param sides {@code [N, 4, side, side]}: left, top, right, bottom, before they are made
   *     positive
   */
  public record Answer<T>(T scores, T sides) {}

  private final HeadArchitecture head;
  private final Operations<T> operations;

  /** The network over some operations. */
  public HeadNetwork(HeadArchitecture head, Operations<T> operations) {
    this.head = head;
    this.operations = operations;
  }

  /**
   * The answers for each grid, finest first.
   *
   * @param embedding {@code [N, C, S, S]}
   */
  public List<Answer<T>> answers(T embedding) {
    List<T> grids = grids(embedding);
    List<Answer<T>> answers = new ArrayList<>();
    for (T grid : grids) {
      T looked = grid;
      for (int layer = 0; layer < HeadArchitecture.TOWER; layer++) {
        looked = operations.block(looked, "tower." + layer, 1);
      }
      answers.add(
          new Answer<>(
              operations.convolution(looked, "score"), operations.convolution(looked, "sides")));
    }
    return answers;
  }

  /** Down to the coarsest, and what that saw back up again (a feature pyramid). */
  private List<T> grids(T embedding) {
    T x = operations.standardised(embedding);
    for (HeadArchitecture.Layer layer : head.stem()) {
      x = operations.block(x, layer.name(), layer.stride());
    }
    List<T> grids = new ArrayList<>(List.of(x));
    for (int level = 1; level < head.levels().size(); level++) {
      T halved = operations.block(grids.get(level - 1), "down." + level, 2);
      grids.add(operations.plus(halved, operations.block(halved, "deep." + level, 1)));
    }
    for (int level = grids.size() - 2; level >= 0; level--) {
      T merged = operations.plus(grids.get(level), operations.doubled(grids.get(level + 1)));
      grids.set(level, operations.block(merged, "merge." + level, 1));
    }
    return grids;
  }
}
