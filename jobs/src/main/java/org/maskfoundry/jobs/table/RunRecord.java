package org.maskfoundry.jobs.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maskfoundry.config.Redaction;

/**
 * One row of table {@code runs}: one invocation of a job.
 *
 * @param runId the run
 * @param command the command line
 * @param key what it worked on
 * @param settings every setting's value, by name
 * @param modelName the model's name
 * @param branch the branch it wrote to, empty where there was nothing to write
 * @param outcome how it ended
 * @param startedAt when it began
 * @param finishedAt when it ended, empty while it runs
 * @param counts images, masks, waves and the like, by name; while it runs, of the finished waves
 * @param errors images that failed, by error code
 * @param figures of the phase, by name
 * @param codeVersion version of Maskfoundry
 */
public record RunRecord(
    String runId,
    String command,
    RunKey key,
    Map<String, String> settings,
    String modelName,
    String branch,
    RunOutcome outcome,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Map<String, Long> counts,
    Map<String, Long> errors,
    Map<String, Double> figures,
    String codeVersion) {

  /** Copies the maps, without secrets. */
  public RunRecord {
    command = Redaction.text(command);
    settings =
        settings.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, setting -> Redaction.text(setting.getValue())));
    counts = Map.copyOf(counts);
    errors = Map.copyOf(errors);
    figures = Map.copyOf(figures);
  }

  /** The same run further on. */
  public RunRecord progressed(Map<String, Long> countsNow, Map<String, Long> byCode) {
    Map<String, Long> known = new HashMap<>(counts);
    known.putAll(countsNow);
    return with(outcome, finishedAt, known, byCode, figures);
  }

  /** The same run at its end. */
  public RunRecord ended(RunOutcome result, Instant at, Map<String, Double> ofPhase) {
    return with(result, Optional.of(at), counts, errors, ofPhase);
  }

  private RunRecord with(
      RunOutcome result,
      Optional<Instant> at,
      Map<String, Long> countsNow,
      Map<String, Long> byCode,
      Map<String, Double> ofPhase) {
    return new RunRecord(
        runId,
        command,
        key,
        settings,
        modelName,
        branch,
        result,
        startedAt,
        at,
        countsNow,
        byCode,
        ofPhase,
        codeVersion);
  }
}
