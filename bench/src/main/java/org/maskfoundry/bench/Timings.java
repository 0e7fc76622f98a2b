package org.maskfoundry.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Times of operations from several rounds; the median of an operation's is what is told. */
final class Timings {

  private final Map<String, List<Double>> times = new LinkedHashMap<>();

  void add(String operation, double nanosPerRun) {
    times.computeIfAbsent(operation, name -> new ArrayList<>()).add(nanosPerRun);
  }

  /** The median of an operation's times; none where it was not measured. */
  OptionalDouble median(String operation) {
    List<Double> sorted = new ArrayList<>(times.getOrDefault(operation, List.of()));
    if (sorted.isEmpty()) {
      return OptionalDouble.empty();
    }
    Collections.sort(sorted);
    int half = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
  }
}
