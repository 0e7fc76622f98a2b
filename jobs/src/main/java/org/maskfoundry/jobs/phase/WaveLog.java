package org.maskfoundry.jobs.phase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskfoundry.jobs.spark.RunProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line of JSON to the log for every wave of a run, for machines to read. */
final class WaveLog {

  /** The logger's name, by which the line can be turned off or sent elsewhere. */
  static final String NAME = "maskfoundry.waves";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double THOUSAND = 1000;

  private final String runId;
  private final Optional<Long> waves;
  private RunProgress before = new RunProgress(0, 0, 0, 0, Map.of(), Duration.ZERO);

  /**
   * The log of a run.
   *
   * @param waves how many it has, empty where that is not known ahead
   */
  WaveLog(String runId, Optional<Long> waves) {
    this.runId = runId;
    this.waves = waves;
  }

  private static double rounded(double number) {
    return Math.round(number * THOUSAND) / THOUSAND;
  }

  /**
   * Writes what a wave came to.
   *
   * @param wave the wave, counted from 1
   * @param now how far the run is with it
   */
  void waveFinished(long wave, RunProgress now) {
    LOG.info("{}", line(wave, now));
  }

  /** What {@link #waveFinished} writes. */
  String line(long wave, RunProgress now) {
    long images = now.done() - before.done();
    double seconds = now.elapsed().minus(before.elapsed()).toMillis() / THOUSAND;
    Map<String, Long> errors = new TreeMap<>();
    now.errors()
        .forEach(
            (code, count) -> {
              long ofWave = count - before.errors().getOrDefault(code, 0L);
              if (ofWave > 0) {
                errors.put(code, ofWave);
              }
            });
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("run_id", runId);
    line.put("wave", wave);
    waves.ifPresent(known -> line.put("waves", known));
    line.put("images", images);
    line.put("failed", now.failed() - before.failed());
    line.put("masks", now.masks() - before.masks());
    line.put("seconds", seconds);
    line.put("images_per_second", seconds == 0 ? 0 : rounded(images / seconds));
    line.put("errors", errors);
    line.put("images_done", now.done());
    line.put("images_to_do", now.total());
    before = now;
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
