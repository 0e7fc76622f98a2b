package org.maskfoundry.detect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.ElementType;
import org.maskfoundry.model.checkpoint.Tensor;
import org.maskfoundry.model.graph.DetectionHeadGraph;
import org.maskfoundry.model.graph.HeadArchitecture;

/**
 * A head that is sure where one channel of the embedding is bright, and says the same sides
 * everywhere: its only weights that are not 0 hand that channel on, from cell to same cell of the
 * finest grid.
 */
final class HandMadeHead {

  static final HeadArchitecture SIZES = new HeadArchitecture(2, 16, 64, 8);

  /** Pixels of the model's input along a cell. */
  static final int CELL = 4;

  /** The channel that is looked at. */
  private static final int BRIGHT = 1;

  private static final int MIDDLE_OF_KERNEL = 4;

  private final Map<String, float[]> values = new LinkedHashMap<>();

  /**
   * A head.
   *
   * @param sides how many pixels its boxes reach to the left, up, right and down on the finest grid
   */
  HandMadeHead(double... sides) {
    SIZES.tensors().forEach((name, shape) -> values.put(name, new float[count(shape)]));
    Arrays.fill(values.get("input.scale"), 1);
    for (String layer : new String[] {"stem.0", "stem.1", "merge.0", "tower.0", "tower.1"}) {
      values.get(layer + ".weight")[layer.equals("stem.0") ? 9 * BRIGHT + MIDDLE_OF_KERNEL : 4] = 1;
      values.get(layer + ".norm.weight")[0] = 1;
    }
    values.get("score.weight")[MIDDLE_OF_KERNEL] = 1;
    values.get("score.bias")[0] = -5;
    for (int side = 0; side < sides.length; side++) {
      // The inverse of softplus, of cells that count twice.
      double cells = sides[side] / (HeadArchitecture.CELLS_PER_SIDE * CELL);
      values.get("sides.bias")[side] = (float) Math.log(Math.expm1(cells));
    }
  }

  private static int count(long[] shape) {
    return (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  byte[] graph() {
    return DetectionHeadGraph.of(
        SIZES,
        Checkpoint.of(
            Path.of("by hand"),
            values.entrySet().stream()
                .map(value -> tensor(value.getKey(), value.getValue()))
                .toList()));
  }

  private static Tensor tensor(String name, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Tensor(
        name, ElementType.F32, Arrays.stream(SIZES.tensors().get(name)).boxed().toList(), bytes);
  }

  /** An embedding that is bright in some cells, each a column and a row. */
  static float[] brightAt(int[]... cells) {
    int side = SIZES.embeddingSize();
    float[] embedding = new float[SIZES.channels() * side * side];
    for (int[] cell : cells) {
      embedding[(BRIGHT * side + cell[1]) * side + cell[0]] = 1;
    }
    return embedding;
  }
}
