package org.maskfoundry.segment;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Adds up the wall time of the steps of one image, in milliseconds. */
final class StepTimer {

  private final Map<String, Double> milliseconds = new TreeMap<>();

  <T> T time(String step, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      milliseconds.merge(step, (System.nanoTime() - start) / 1e6, Double::sum);
    }
  }

  Map<String, Double> toMap() {
    return milliseconds;
  }
}
