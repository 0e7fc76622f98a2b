package org.maskfoundry.jobs.cli;

import java.util.Map;
import org.maskfoundry.config.Settings;
import org.maskfoundry.detect.DetectorBundle;
import org.maskfoundry.detect.DetectorSettings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prefill}: the masks that are certain, before people add the rest. */
@Command(
    name = "prefill",
    description = {
      "Find the masks of objects that a detector is sure of, and add them to a dataset.",
      "",
      "The detector's boxes, whatever their classes, are asked of the model; masks that are sure,"
          + " stable and not there twice become rows of phase semi_automatic with the detector's"
          + " scores. A rerun does what is missing and repeats nothing."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry prefill --images photos --output dataset",
      "  maskfoundry prefill --images photos --detector my-detector --output dataset",
      "  maskfoundry prefill --images photos --detector rtdetr.onnx --model vit_h \\",
      "    --output dataset --set detection_score_thresh=0.5"
    })
final class PrefillCommand extends SummarisedCommand {

  @Option(
      names = "--images",
      paramLabel = "PATH",
      required = true,
      description = "A folder, a file or a glob of images, as generate takes them.")
  private String images;

  @Mixin private DatasetOutputOption output;

  @Mixin private DetectorOption detector;

  @Mixin private BundleOption model;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--retry-errors",
      description = "Try images again that failed; otherwise only where their file changed.")
  private boolean retryErrors;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = summary.time("open_model", model::bundle);
    DetectorBundle boxes = detector.detector(bundle);
    Settings settings = options.resolve(Job.PREFILL, bundle, boxes);
    // What is no detector is refused before Spark starts.
    boxes.load(DetectorSettings.from(settings), DeviceSettings.cpu()).close();
    summary.settings(settings);
    summary.put("model", Map.of("name", bundle.name(), "digest", bundle.digest()));
    summary.put("detector", Map.of("name", boxes.name(), "digest", boxes.digest()));
    return new PrefillRun(
            images,
            output.dataset(),
            bundle,
            boxes,
            settings,
            retryErrors ? RetryErrors.ALWAYS : RetryErrors.WHEN_CHANGED)
        .prefill(this, summary);
  }
}
