package org.maskfoundry.training;

import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.model.graph.HeadLevel;

/** The cells of a batch that answer for an object, and what they should say of its sides. */
final class ResponsibleCells {

  private final long[] places;
  private final float[] sides;
  private int count;

  private ResponsibleCells(int most) {
    this.places = new long[most];
    this.sides = new float[4 * most];
  }

  /**
   * Of a batch.
   *
   * @param boxes the true boxes of each image, in pixels of the model's input
   */
  static ResponsibleCells of(
      HeadArchitecture head, CellTargets targets, List<List<DetectedBox>> boxes) {
    ResponsibleCells cells = new ResponsibleCells(head.cells() * boxes.size());
    for (int image = 0; image < boxes.size(); image++) {
      int[] objects = targets.of(boxes.get(image));
      int first = 0;
      for (HeadLevel level : head.levels()) {
        for (int cell = 0; cell < level.cells(); cell++) {
          if (objects[first + cell] >= 0) {
            cells.add(
                (long) image * head.cells() + first + cell,
                level.centre(cell % level.side()),
                level.centre(cell / level.side()),
                boxes.get(image).get(objects[first + cell]));
          }
        }
        first += level.cells();
      }
    }
    return cells;
  }

  private void add(long place, double x, double y, DetectedBox box) {
    places[count] = place;
    sides[4 * count] = (float) (x - box.left());
    sides[4 * count + 1] = (float) (y - box.top());
    sides[4 * count + 2] = (float) (box.right() - x);
    sides[4 * count + 3] = (float) (box.bottom() - y);
    count++;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** {@code [count]}: image by image, grid by grid. */
  Tensor places(Device device) {
    return Tensor.create(java.util.Arrays.copyOf(places, count), count)
        .to(device, torch.ScalarType.Long);
  }

  /** {@code [count, 4]}: left, top, right, bottom from the cell's middle, in pixels. */
  Tensor sides(Device device) {
    return Tensor.create(java.util.Arrays.copyOf(sides, 4 * count), count, 4)
        .to(device, torch.ScalarType.Float);
  }
}
