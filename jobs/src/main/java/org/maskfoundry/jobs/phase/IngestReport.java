package org.maskfoundry.jobs.phase;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskfoundry.jobs.spark.ingest.FileProblem;
import org.maskfoundry.jobs.table.PhaseFigures;
import org.maskfoundry.jobs.table.RejectionCounts;
import org.maskfoundry.jobs.table.RunCounts;
import org.maskfoundry.jobs.table.RunOutcome;

/**
 * What became of an ingest.
 *
 * @param runId the run
 * @param outcome how it ended
 * @param listed images of the source
 * @param files annotation files
 * @param problems those of them that could not be read to their end
 * @param ignored those that hold no annotations
 * @param formats the formats that were read
 * @param counts what became of the images whose rows are new
 * @param annotations what became of their annotations
 * @param figures of all images of the phase
 * @param branch the branch that holds their rows, empty where they are published or there are none
 */
public record IngestReport(
    String runId,
    RunOutcome outcome,
    long listed,
    long files,
    Collection<FileProblem> problems,
    List<String> ignored,
    List<String> formats,
    RunCounts counts,
    RejectionCounts annotations,
    PhaseFigures figures,
    String branch)
    implements EndedRun {

  @Override
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new TreeMap<>();
    numbers.put("listed", listed);
    numbers.put("files", files);
    numbers.put("unreadable_files", (long) problems.size());
    numbers.put("images", counts.images());
    numbers.put("failed", counts.failed());
    numbers.put("masks", counts.masks());
    annotations.rejected().forEach((code, count) -> numbers.put("rejected." + code, count));
    annotations.dropped().forEach((reason, count) -> numbers.put("dropped." + reason, count));
    annotations.findings().forEach((code, count) -> numbers.put("found." + code, count));
    figures.masksByAnnotator().forEach((who, count) -> numbers.put("annotator." + who, count));
    return numbers;
  }

  @Override
  public Map<String, Long> errors() {
    return counts.errors();
  }

  @Override
  public Map<String, Double> phaseFigures() {
    return figures.values();
  }
}
