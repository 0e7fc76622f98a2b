package org.maskfoundry.jobs.spark.isolation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which images each executor has in work, and how often an image was when one was lost. */
final class WorkLedger {

  private final Map<String, Set<String>> inWork = new HashMap<>();
  private final Map<String, Integer> losses = new HashMap<>();
  private Optional<WorkLog> log = Optional.empty();

  /** Writes down from now on what is in work, for the next process. */
  synchronized void keepIn(WorkLog keeper) {
    losses.putAll(keeper.losses());
    log = Optional.of(keeper);
  }

  /** The run is over; what it knew is of no further use. */
  synchronized void forget() {
    log = Optional.empty();
    losses.clear();
  }

  synchronized void begun(String executor, String image) {
    inWork.computeIfAbsent(executor, any -> new HashSet<>()).add(image);
    log.ifPresent(keeper -> keeper.begun(image));
  }

  synchronized void ended(String executor, String image) {
    inWork.getOrDefault(executor, new HashSet<>()).remove(image);
    log.ifPresent(keeper -> keeper.ended(image));
  }

  /** An executor is gone, and whatever it had in work may have been the reason. */
  synchronized void lost(String executor) {
    Set<String> suspects = inWork.remove(executor);
    if (suspects != null) {
      suspects.forEach(image -> losses.merge(image, 1, Integer::sum));
    }
  }

  /** By image, how many processes were lost while it was in work. */
  synchronized Map<String, Integer> losses() {
    return new HashMap<>(losses);
  }
}
