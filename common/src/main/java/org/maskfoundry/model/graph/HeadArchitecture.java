package org.maskfoundry.model.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a detection head: a small convolutional network over an image embedding that says,
 * at every cell of a few grids, how surely an object is there and how far its four sides are (an
 * anchor-free head in the manner of FCOS, arXiv 1904.01355, with one class).
 *
 * @param channels C of the embedding
 * @param embeddingSize S, side of the embedding
 * @param imageSize side of the model's square input in pixels
 * @param width channels inside the head, a multiple of {@link #NORM_GROUPS}
 */
public record HeadArchitecture(int channels, int embeddingSize, int imageSize, int width) {

  /** Channels are normalised in so many groups. */
  public static final int NORM_GROUPS = 8;

  /** What normalisation adds to the variance. */
  public static final double NORM_EPSILON = 1e-5;

  /** A side is this many cells away where the network's answer, made positive, is 1. */
  public static final double CELLS_PER_SIDE = 2;

  /** Layers between a grid and its answers. */
  public static final int TOWER = 2;

  private static final int FINEST_SIDE = 64;
  private static final int COARSEST_SIDE = 4;
  private static final int MOST_LEVELS = 4;
  private static final int SIDES = 4;
  private static final int KERNEL = 3;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException where a size cannot be halved as often as the head does it
   */
  public HeadArchitecture {
    if (channels < 1 || imageSize < 1 || width < 1 || width % NORM_GROUPS != 0) {
      throw new IllegalArgumentException(
          "Channels %d, image size %d, width %d: expected positive numbers, the width a multiple of %d"
              .formatted(channels, imageSize, width, NORM_GROUPS));
    }
    if (embeddingSize < 2 * COARSEST_SIDE || embeddingSize % COARSEST_SIDE != 0) {
      throw new IllegalArgumentException(
          "An embedding of side %d: expected a multiple of %d, %d at least"
              .formatted(embeddingSize, COARSEST_SIDE, 2 * COARSEST_SIDE));
    }
  }

  /** How often the embedding is halved before the finest grid. */
  public int halvings() {
    int halvings = 0;
    for (int side = embeddingSize; side > FINEST_SIDE && side % 2 == 0; side /= 2) {
      halvings++;
    }
    return halvings;
  }

  /** The grids, finest first. */
  public List<HeadLevel> levels() {
    List<HeadLevel> levels = new ArrayList<>();
    int side = embeddingSize >> halvings();
    while (levels.size() < MOST_LEVELS && side >= COARSEST_SIDE) {
      levels.add(new HeadLevel(side, imageSize / (double) side));
      if (side % 2 != 0) {
        break;
      }
      side /= 2;
    }
    return List.copyOf(levels);
  }

  /** Cells of all grids. */
  public int cells() {
    return levels().stream().mapToInt(HeadLevel::cells).sum();
  }

  /** The layers before the finest grid, with what each does. */
  List<Layer> stem() {
    List<Layer> stem = new ArrayList<>();
    for (int i = 0; i < halvings(); i++) {
      stem.add(new Layer("stem." + stem.size(), stem.isEmpty() ? channels : width, 2));
    }
    stem.add(new Layer("stem." + stem.size(), stem.isEmpty() ? channels : width, 1));
    if (halvings() == 0) {
      stem.add(new Layer("stem." + stem.size(), width, 1));
    }
    return stem;
  }

  /**
   * A convolution of 3 x 3 with normalisation and ReLU.
   *
   * @param name its tensors are {@code name.weight}, {@code name.norm.weight}, {@code
   *     name.norm.bias}
   * @param in channels it takes
   * @param stride 2 where it halves
   */
  record Layer(String name, int in, int stride) {}

  /** The shape of every tensor of the head, by name. */
  public Map<String, long[]> tensors() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("input.mean", new long[] {channels});
    shapes.put("input.scale", new long[] {channels});
    stem().forEach(layer -> block(shapes, layer.name(), layer.in()));
    for (int level = 1; level < levels().size(); level++) {
      block(shapes, "down." + level, width);
      block(shapes, "deep." + level, width);
    }
    for (int level = 0; level < levels().size() - 1; level++) {
      block(shapes, "merge." + level, width);
    }
    for (int layer = 0; layer < TOWER; layer++) {
      block(shapes, "tower." + layer, width);
    }
    shapes.put("score.weight", new long[] {1, width, KERNEL, KERNEL});
    shapes.put("score.bias", new long[] {1});
    shapes.put("sides.weight", new long[] {SIDES, width, KERNEL, KERNEL});
    shapes.put("sides.bias", new long[] {SIDES});
    return shapes;
  }

  private void block(Map<String, long[]> shapes, String name, int in) {
    shapes.put(name + ".weight", new long[] {width, in, KERNEL, KERNEL});
    shapes.put(name + ".norm.weight", new long[] {width});
    shapes.put(name + ".norm.bias", new long[] {width});
  }
}
