package org.maskfoundry.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.model.graph.ModelWork;

/**
 * What each step of {@link EndToEnd} costs an image, and how near the model's steps come to the
 * machine's own products of matrices.
 */
public final class StepTable {

  private final EndToEnd.Result result;
  private final Optional<ModelWork> work;
  private final double peak;

  /**
   * A table of a run.
   *
   * @param work the model's work, empty where it is not known
   * @param peak MACs a second that the machine reaches with the threads of the run
   */
  public StepTable(EndToEnd.Result result, Optional<ModelWork> work, double peak) {
    this.result = result;
    this.work = work;
    this.peak = peak;
  }

  /**
   * A step.
   *
   * @param step its name, as in column {@code timings} of the dataset
   * @param milliseconds of an image
   * @param macs of an image; empty where they are not known or there are none
   * @param peakShare share of the machine's measured peak; empty as {@code macs} is
   */
  public record Row(
      String step, double milliseconds, Optional<Long> macs, Optional<Double> peakShare) {

    /** The row by the names of its columns; what is not known is not there. */
    public Map<String, Object> toMap() {
      Map<String, Object> columns = new LinkedHashMap<>();
      columns.put("step", step);
      columns.put("milliseconds", milliseconds);
      macs.ifPresent(number -> columns.put("macs", number));
      peakShare.ifPresent(share -> columns.put("share_of_peak", share));
      return columns;
    }
  }

  /** The steps in their order. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String step : EndToEnd.STEPS) {
      double milliseconds = result.milliseconds().getOrDefault(step, 0.0) / result.images();
      Optional<Long> macs = macs(step);
      Optional<Double> share =
          macs.isPresent()
              ? Optional.of(macs.get() / (milliseconds / 1e3) / peak)
              : Optional.empty();
      rows.add(new Row(step, milliseconds, macs, share));
    }
    return rows;
  }

  private Optional<Long> macs(String step) {
    if (work.isEmpty()) {
      return Optional.empty();
    }
    ModelWork model = work.get();
    return switch (step) {
      case "encode" -> Optional.of(result.encodes() * model.encode() / result.images());
      case "decode" ->
          Optional.of(
              (result.encodes() * model.imageSide()
                      + result.prompts() * model.prompt()
                      + result.drawn() * model.drawing())
                  / result.images());
      default -> Optional.empty();
    };
  }

  /** The table for people. */
  public List<String> lines() {
    double total = rows().stream().mapToDouble(Row::milliseconds).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-14s %12s %8s %12s %10s %14s"
            .formatted("step", "ms/image", "share", "GMAC/image", "GMAC/s", "share of peak"));
    for (Row row : rows()) {
      lines.add(
          "%-14s %12.2f %7.1f%% %12s %10s %14s"
              .formatted(
                  row.step(),
                  row.milliseconds(),
                  100 * row.milliseconds() / total,
                  row.macs().isPresent() ? "%.2f".formatted(row.macs().get() / 1e9) : "-",
                  row.macs().isPresent()
                      ? "%.1f".formatted(row.macs().get() / row.milliseconds() / 1e6)
                      : "-",
                  row.peakShare().map(share -> "%.0f%%".formatted(100 * share)).orElse("-")));
    }
    lines.add("%-14s %12.2f".formatted("all", total));
    figures().forEach((name, value) -> lines.add("%-24s %,.2f".formatted(name, value)));
    return lines;
  }

  /** What holds for the run as a whole. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("images", (double) result.images());
    figures.put("images_per_second", result.images() / result.seconds());
    figures.put("masks_per_second", result.masks() / result.seconds());
    figures.put("masks_per_image", (double) result.masks() / result.images());
    figures.put("prompts_per_image", (double) result.prompts() / result.images());
    figures.put("prompts_drawn_share", (double) result.drawn() / result.prompts());
    figures.put("bytes_per_image", (double) result.bytes() / result.images());
    figures.put("bytes_per_mask", (double) result.bytes() / Math.max(1, result.masks()));
    figures.put("peak_gmac_per_second", peak / 1e9);
    figures.put("peak_heap_megabytes", ProcessFigures.peakHeap() / 1e6);
    result.peakResident().ifPresent(bytes -> figures.put("peak_resident_megabytes", bytes / 1e6));
    return figures;
  }
}
