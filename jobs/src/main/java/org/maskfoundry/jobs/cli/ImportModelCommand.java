package org.maskfoundry.jobs.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.BundleImport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code import-model}: a bundle of a checkpoint or of somebody else's ONNX files. */
@Command(
    name = "import-model",
    description = {
      "Make a bundle of a SAM checkpoint (.pth, .safetensors) or of an encoder and a decoder in ONNX.",
      "",
      "ViT-B, ViT-L and ViT-H are recognised from their tensors; other sizes, normalisation and"
          + " defaults come from a JSON (--config). ONNX files are recognised by their inputs and"
          + " outputs and tried once."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry import-model --checkpoint sam_vit_b_01ec64.pth --output models/vit-b",
      "  maskfoundry import-model --checkpoint small.pth --config small.json --output models/small",
      "  maskfoundry import-model --encoder e.onnx --decoder d.onnx --config model.json \\",
      "    --output models/mine"
    })
final class ImportModelCommand extends SummarisedCommand {

  /** What is imported: one of the two. */
  private static final class Source {

    @Option(
        names = "--checkpoint",
        paramLabel = "FILE",
        required = true,
        description = "A SAM checkpoint with the public names, .pth or .safetensors.")
    private Path checkpoint;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Pair pair;
  }

  /** An encoder and its decoder. */
  private static final class Pair {

    @Option(
        names = "--encoder",
        paramLabel = "FILE",
        required = true,
        description = "The encoder in ONNX.")
    private Path encoder;

    @Option(
        names = "--decoder",
        paramLabel = "FILE",
        required = true,
        description = "The decoder in ONNX.")
    private Path decoder;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A JSON with what the files do not show.")
  private Path config;

  @Option(
      names = "--output",
      paramLabel = "BUNDLE",
      required = true,
      description = "The folder of the bundle, made where it is not there.")
  private Path output;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Optional<Path> sidecar = Optional.ofNullable(config);
    Bundle bundle =
        summary.time(
            "import",
            () ->
                source.checkpoint != null
                    ? BundleImport.checkpoint(source.checkpoint, sidecar, output)
                    : BundleImport.onnxPair(
                        source.pair.encoder, source.pair.decoder, sidecar, output));
    summary.put("model", Map.of("name", bundle.name(), "digest", bundle.digest()));
    summary.location("bundle", output.toString());
    result(
        "%s (%s, %d pixels) in %s"
            .formatted(bundle.name(), bundle.conf().dialect(), bundle.conf().imageSize(), output));
    return ExitCode.SUCCEEDED;
  }
}
