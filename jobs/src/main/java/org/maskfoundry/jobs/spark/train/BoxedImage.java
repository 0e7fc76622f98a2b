package org.maskfoundry.jobs.spark.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.model.ModelFrame;
import scala.collection.Seq;

/**
 * An image of a dataset and the boxes of its masks.
 *
 * @param image the image
 * @param boxes in pixels of the image
 */
public record BoxedImage(ImageReference image, List<DetectedBox> boxes) {

  private static final double SURE = 1;

  /** Copies the list. */
  public BoxedImage {
    boxes = List.copyOf(boxes);
  }

  /**
   * Of a row.
   *
   * @param row columns {@code image} and {@code boxes}, a list of {@code [x, y, w, h]} as SA-1B has
   *     them, which lack the last column and row of pixels
   */
  static BoxedImage of(Row row) {
    List<DetectedBox> boxes = new ArrayList<>();
    for (Seq<Integer> box : row.<Seq<Integer>>getList(row.fieldIndex("boxes"))) {
      int x = box.apply(0);
      int y = box.apply(1);
      boxes.add(new DetectedBox(x, y, x + box.apply(2) + 1, y + box.apply(3) + 1, SURE));
    }
    return new BoxedImage(RowMapping.image(row), boxes);
  }

  /** The boxes in pixels of a model's square input. */
  public List<DetectedBox> boxesIn(int modelSize) {
    ModelFrame frame = ModelFrame.of(image.height(), image.width(), modelSize);
    return boxes.stream()
        .map(
            box ->
                new DetectedBox(
                    box.left() * frame.scaleX(),
                    box.top() * frame.scaleY(),
                    box.right() * frame.scaleX(),
                    box.bottom() * frame.scaleY(),
                    box.score()))
        .toList();
  }
}
