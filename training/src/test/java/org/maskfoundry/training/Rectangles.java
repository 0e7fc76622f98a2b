package org.maskfoundry.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;

/** Embeddings with rectangles, whose cells are bright in one channel; all else is noise. */
final class Rectangles {

  static final HeadArchitecture HEAD = new HeadArchitecture(8, 16, 64, 8);

  private static final int BRIGHT = 3;
  private static final int MOST = 3;
  private static final double NOISE = 0.2;

  private Rectangles() {}

  static List<TrainingImage> images(int count, long seed) {
    Random random = new Random(seed);
    List<TrainingImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image("image " + i, random));
    }
    return images;
  }

  private static TrainingImage image(String name, Random random) {
    int side = HEAD.embeddingSize();
    double cell = HEAD.imageSize() / (double) side;
    float[] embedding = new float[HEAD.channels() * side * side];
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = (float) (NOISE * random.nextGaussian());
    }
    boolean[] taken = new boolean[side * side];
    List<DetectedBox> boxes = new ArrayList<>();
    for (int attempt = 0; attempt < MOST; attempt++) {
      int width = 2 + random.nextInt(5);
      int height = 2 + random.nextInt(5);
      int left = random.nextInt(side - width);
      int top = random.nextInt(side - height);
      if (isFree(taken, left - 1, top - 1, left + width + 1, top + height + 1)) {
        for (int row = top; row < top + height; row++) {
          for (int column = left; column < left + width; column++) {
            taken[row * side + column] = true;
            embedding[(BRIGHT * side + row) * side + column] += 1;
          }
        }
        boxes.add(Boxes.box(left * cell, top * cell, (left + width) * cell, (top + height) * cell));
      }
    }
    return new TrainingImage(name, () -> embedding, boxes);
  }

  private static boolean isFree(boolean[] taken, int left, int top, int right, int bottom) {
    int side = HEAD.embeddingSize();
    for (int row = Math.max(0, top); row < Math.min(side, bottom); row++) {
      for (int column = Math.max(0, left); column < Math.min(side, right); column++) {
        if (taken[row * side + column]) {
          return false;
        }
      }
    }
    return true;
  }
}
