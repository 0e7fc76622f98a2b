package org.maskfoundry.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;

/** A batch of images, each mirrored or not by chance: a scene in a mirror is a scene as well. */
final class MirroredBatch {

  private final long[] shape;
  private final float[] values;
  private final List<List<DetectedBox>> boxes;

  private MirroredBatch(long[] shape, float[] values, List<List<DetectedBox>> boxes) {
    this.shape = shape;
    this.values = values;
    this.boxes = boxes;
  }

  static MirroredBatch of(List<TrainingImage> images, HeadArchitecture head, Random random)
      throws IOException {
    int side = head.embeddingSize();
    int size = head.channels() * side * side;
    float[] values = new float[images.size() * size];
    List<List<DetectedBox>> boxes = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      float[] embedding = images.get(i).embedding().values();
      System.arraycopy(embedding, 0, values, i * size, size);
      boolean mirrored = random.nextBoolean();
      if (mirrored) {
        for (int row = i * size / side; row < (i + 1) * size / side; row++) {
          reverse(values, row * side, side);
        }
      }
      boxes.add(
          images.get(i).boxes().stream()
              .map(box -> mirrored ? mirror(box, head.imageSize()) : box)
              .toList());
    }
    return new MirroredBatch(
        new long[] {images.size(), head.channels(), side, side}, values, boxes);
  }

  private static void reverse(float[] values, int start, int length) {
    for (int left = start, right = start + length - 1; left < right; left++, right--) {
      float kept = values[left];
      values[left] = values[right];
      values[right] = kept;
    }
  }

  private static DetectedBox mirror(DetectedBox box, double width) {
    return new DetectedBox(
        width - box.right(), box.top(), width - box.left(), box.bottom(), box.score());
  }

  Tensor embeddings(Device device) {
    return Tensor.create(values, shape).to(device, torch.ScalarType.Float);
  }

  List<List<DetectedBox>> boxes() {
    return boxes;
  }
}
