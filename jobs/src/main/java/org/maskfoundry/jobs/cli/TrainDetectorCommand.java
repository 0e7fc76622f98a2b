package org.maskfoundry.jobs.cli;

import java.util.Map;
import java.util.Optional;
import org.maskfoundry.config.Settings;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.phase.TrainingWork;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train-detector}: a detector of any object, from the masks people made. */
@Command(
    name = "train-detector",
    description = {
      "Train a detector of one generic class, object, on the boxes of a dataset's masks.",
      "",
      "The detector is a small head over the image embeddings that masks are made of anyway, so"
          + " that prefill encodes an image once for both. Part of the images is held out and"
          + " measures it: AR@10, AR@100 and AP50, beside those of boxes drawn at random."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry train-detector --dataset dataset --output detector",
      "  maskfoundry train-detector --dataset dataset --model vit_h --output detector --curve",
      "  maskfoundry train-detector --dataset dataset --output detector --set training_steps=5000"
    })
final class TrainDetectorCommand extends SummarisedCommand {

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      required = true,
      description = "The dataset with the masks to learn from.")
  private String dataset;

  @Option(
      names = "--phase",
      paramLabel = "NAME",
      defaultValue = "assisted_manual",
      description =
          "Learn from the masks of this phase: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private Phase phase;

  @Option(
      names = "--curve",
      description =
          "Train on an eighth, a quarter and half of the images as well, measured on the same"
              + " held-out images, to see whether more annotations would help.")
  private boolean curve;

  @Mixin private OutputFolderOption output;

  @Mixin private BundleOption model;

  @Mixin private SettingsOptions options;

  @Mixin private RetryLostOption retry;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = summary.time("open_model", model::bundle);
    Settings settings = options.resolve(Job.TRAIN_DETECTOR, bundle, Optional.empty());
    summary.settings(settings);
    summary.put("model", Map.of("name", bundle.name(), "digest", bundle.digest()));
    return new TrainDetectorRun(
            new TrainingWork(
                dataset,
                RowSelection.of(phase),
                output.folder(),
                bundle,
                settings,
                retry.choice(),
                curve))
        .train(this, summary);
  }
}
