package org.maskfoundry.jobs.cli;

import java.util.Map;
import java.util.Optional;
import org.maskfoundry.config.Settings;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code embed}: image embeddings, ahead of the annotators. */
@Command(
    name = "embed",
    description = {
      "Compute the embedding of every image, for tools that answer an annotator's clicks at once.",
      "",
      "Writes embeddings/N.npy for each image, N being the image's id, and manifest.jsonl, which"
          + " says which image each is of, its sizes and shape. A rerun does what is missing."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry embed --images photos --output embeddings",
      "  maskfoundry embed --images photos --model vit_b --output embeddings \\",
      "    --set embedding_type=float32"
    })
final class EmbedCommand extends SummarisedCommand {

  @Option(
      names = "--images",
      paramLabel = "PATH",
      required = true,
      description = "A folder, a file or a glob of images, as generate takes them.")
  private String images;

  @Mixin private OutputFolderOption output;

  @Mixin private BundleOption model;

  @Mixin private SettingsOptions options;

  @Mixin private RetryLostOption retry;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = summary.time("open_model", model::bundle);
    Settings settings = options.resolve(Job.EMBED, bundle, Optional.empty());
    summary.settings(settings);
    summary.put("model", Map.of("name", bundle.name(), "digest", bundle.digest()));
    return new EmbedRun(images, output.folder(), bundle, settings, retry.choice())
        .embed(this, summary);
  }
}
