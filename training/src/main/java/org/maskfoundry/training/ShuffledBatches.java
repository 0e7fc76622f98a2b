package org.maskfoundry.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Batches without end: all images in a random order, then all in another. */
final class ShuffledBatches {

  private final List<TrainingImage> images;
  private final int size;
  private final Random random;
  private int next;

  ShuffledBatches(List<TrainingImage> images, int size, Random random) {
    this.images = new ArrayList<>(images);
    this.size = Math.min(size, images.size());
    this.random = random;
    this.next = images.size();
  }

  /** The next images; those left over at the end of an order wait for another. */
  List<TrainingImage> next() {
    if (next + size > images.size()) {
      Collections.shuffle(images, random);
      next = 0;
    }
    List<TrainingImage> batch = List.copyOf(images.subList(next, next + size));
    next += size;
    return batch;
  }
}
