package org.maskfoundry.model;

import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.SafetensorsWriter;
import org.maskfoundry.model.checkpoint.Tensor;
import org.maskfoundry.model.graph.SamArchitecture;

/** Makes bundles of what users already have; nothing is written before it has proved to work. */
public final class BundleImport {

  private static final List<String> PARTS =
      List.of("image_encoder.", "prompt_encoder.", "mask_decoder.");

  static final String WEIGHTS = "weights.safetensors";

  private BundleImport() {}

  /**
   * A bundle of a SAM checkpoint with the public names; the weights are copied once, as 32-bit
   * floats.
   *
   * @param file a {@code .pth} or {@code .safetensors}
   * @param config a JSON with the sizes that tensors do not show; not needed for ViT-B, ViT-L and
   *     ViT-H
   * @param output the bundle's folder, new or empty
   * @throws ModelException where the checkpoint is none, is broken or of unknown sizes
   */
  public static Bundle checkpoint(Path file, Optional<Path> config, Path output) {
    Sidecar sidecar = config.map(Sidecar::read).orElseGet(Sidecar::none);
    Checkpoint checkpoint = Checkpoint.open(file);
    SamArchitecture architecture =
        SamArchitecture.of(checkpoint, sidecar.sizes(), sidecar.source(file));
    List<Tensor> weights =
        checkpoint.tensors().values().stream()
            .filter(tensor -> PARTS.stream().anyMatch(tensor.name()::startsWith))
            .toList();
    // Builds every graph once, so that what is missing shows now and not in a job.
    CheckpointSessions.check(checkpoint, architecture);
    try {
      Files.createDirectories(output);
      Path copy = output.resolve(WEIGHTS);
      SafetensorsWriter.write(copy, weights);
      ModelConf conf =
          new ModelConf(
              name(sidecar, output),
              ModelConf.CHECKPOINT,
              architecture.imageSize(),
              architecture.maskSize(),
              sidecar.normalisation(),
              ModelConf.EncoderInput.PLANES,
              (float) sidecar.decimal("mask_threshold", 0),
              true,
              architecture.stated(),
              Map.of(WEIGHTS, Sha256.hex(copy)),
              sidecar.defaults());
      return write(output, conf, Map.of());
    } catch (IOException failed) {
      throw new ModelException(
          "%s: the bundle cannot be written: %s".formatted(output, failed.getMessage()), failed);
    }
  }

  /**
   * A bundle of an encoder and a decoder that somebody else exported, recognised by their inputs
   * and outputs and tried once on a grey image.
   *
   * @param encoder the encoder's ONNX file
   * @param decoder the decoder's ONNX file
   * @param config a JSON with what the graphs do not show
   * @param output the bundle's folder, new or empty
   * @throws ModelException with what was found and what is known
   */
  public static Bundle onnxPair(Path encoder, Path decoder, Optional<Path> config, Path output) {
    byte[] encoderGraph = read(encoder);
    byte[] decoderGraph = read(decoder);
    Sidecar sidecar = config.map(Sidecar::read).orElseGet(Sidecar::none);
    ModelConf conf = describePair(name(sidecar, output), encoderGraph, decoderGraph, sidecar);
    return write(
        output, conf, Map.of(BundleLoader.ENCODER, encoder, BundleLoader.DECODER, decoder));
  }

  /** What {@code model.conf} says of a pair of graphs. */
  static ModelConf describePair(
      String name, byte[] encoderGraph, byte[] decoderGraph, Sidecar sidecar) {
    OrtSession encoder = OnnxRuntime.session(encoderGraph, Map.of(), Device.CPU, 1);
    try {
      OrtSession decoder = OnnxRuntime.session(decoderGraph, Map.of(), Device.CPU, 1);
      try {
        OnnxPairInspector pair = new OnnxPairInspector(encoder, decoder, sidecar);
        Map<String, String> files =
            Map.of(
                BundleLoader.ENCODER, Sha256.hex(encoderGraph),
                BundleLoader.DECODER, Sha256.hex(decoderGraph));
        return new PairProbe(encoder, decoder, pair, sidecar).describe(name, files);
      } finally {
        LoadedGraphs.close(decoder);
      }
    } finally {
      LoadedGraphs.close(encoder);
    }
  }

  private static String name(Sidecar sidecar, Path output) {
    return sidecar.text("name").orElseGet(() -> output.toAbsolutePath().getFileName().toString());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new ModelException(
          "%s: cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  private static Bundle write(Path output, ModelConf conf, Map<String, Path> files) {
    try {
      Files.createDirectories(output);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Files.copy(
            file.getValue(), output.resolve(file.getKey()), StandardCopyOption.REPLACE_EXISTING);
      }
      // Last, so that a folder with model.conf is whole.
      Path temporary = output.resolve(ModelConf.FILE_NAME + ".part");
      Files.writeString(temporary, conf.render(), StandardCharsets.UTF_8);
      Files.move(
          temporary, output.resolve(ModelConf.FILE_NAME), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new ModelException(
          "%s: the bundle cannot be written: %s".formatted(output, failed.getMessage()), failed);
    }
    return Bundle.open(output);
  }
}
