package org.maskfoundry.segment;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the candidates of one image that were dropped, by reason. */
final class DropCounts {

  private final Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);

  void add(DropReason reason) {
    add(reason, 1);
  }

  void add(DropReason reason, long candidates) {
    if (candidates > 0) {
      counts.merge(reason, candidates, Long::sum);
    }
  }

  /** The counts by the reasons' table names. */
  Map<String, Long> toMap() {
    Map<String, Long> byName = new TreeMap<>();
    counts.forEach((reason, count) -> byName.put(reason.tableName(), count));
    return byName;
  }
}
