package org.maskfoundry.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.maskfoundry.model.dialect.DecoderAnswer;
import org.maskfoundry.model.dialect.DecoderDialect;
import org.maskfoundry.model.dialect.DialectDescription.PromptKind;
import org.maskfoundry.model.dialect.PromptBatch;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/** Runs a pair of graphs once: what no graph states for certain, an answer shows. */
final class PairProbe {

  private final OrtSession encoder;
  private final OrtSession decoder;
  private final OnnxPairInspector pair;
  private final Sidecar sidecar;

  PairProbe(OrtSession encoder, OrtSession decoder, OnnxPairInspector pair, Sidecar sidecar) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.pair = pair;
    this.sidecar = sidecar;
  }

  ModelConf describe(String name, Map<String, String> files) {
    DecoderDialect dialect = pair.dialect();
    int imageSize = pair.imageSize();
    ModelConf.EncoderInput input = pair.encoderInput();
    DecoderAnswer answer = answer(dialect, imageSize, input);
    if (dialect.firstToken(MaskAnswer.MULTIPLE, answer.tokens()) + 3 > answer.tokens()) {
      throw new ModelException("The decoder gives too few masks: " + answer.tokens());
    }
    return new ModelConf(
        name,
        dialect.description().name(),
        imageSize,
        answer.maskSize(),
        sidecar.normalisation(),
        input,
        (float) sidecar.decimal("mask_threshold", 0),
        dialect.description().takes(PromptKind.MASK),
        Map.of(),
        files,
        sidecar.defaults());
  }

  private DecoderAnswer answer(
      DecoderDialect dialect, int imageSize, ModelConf.EncoderInput input) {
    long[] shape =
        input == ModelConf.EncoderInput.PLANES
            ? new long[] {1, 3, imageSize, imageSize}
            : new long[] {imageSize, imageSize, 3};
    FloatBuffer grey = FloatBuffer.allocate(3 * imageSize * imageSize);
    ModelFrame frame = ModelFrame.of(imageSize, imageSize, imageSize);
    UseCount use = new UseCount(() -> {});
    use.begin();
    try (OnnxTensor image = OnnxTensor.createTensor(OnnxRuntime.environment(), grey, shape);
        OnnxEmbedding embedding =
            OnnxEmbedding.of(
                frame,
                encoder.run(Map.of(encoder.getInputNames().iterator().next(), image)),
                use)) {
      Prompt middle = Prompt.ofPoints(PointPrompt.foreground(imageSize / 2.0, imageSize / 2.0));
      return dialect.decode(
          decoder,
          embedding.tensors(),
          PromptBatch.of(List.of(middle)),
          WantedMasks.all(MaskAnswer.MULTIPLE));
    } catch (OrtException broken) {
      throw new ModelException(
          "The graphs were recognised as %s but do not run: %s"
              .formatted(dialect.description().name(), OnnxRuntime.firstLine(broken.getMessage())),
          broken);
    }
  }
}
