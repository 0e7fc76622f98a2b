package org.maskfoundry.jobs.spark;

import java.util.HashMap;
import java.util.Map;

/** Milliseconds by step of one image. */
final class StepTimes {

  /** A step that may fail in one way. */
  interface Step<T, E extends Exception> {
    T run() throws E;
  }

  private final Map<String, Double> milliseconds = new HashMap<>();

  <T, E extends Exception> T time(String name, Step<T, E> step) throws E {
    long started = System.nanoTime();
    try {
      return step.run();
    } finally {
      milliseconds.merge(name, (System.nanoTime() - started) / 1e6, Double::sum);
    }
  }

  void addAll(Map<String, Double> steps) {
    steps.forEach((name, time) -> milliseconds.merge(name, time, Double::sum));
  }

  Map<String, Double> toMap() {
    return milliseconds;
  }
}
