package org.maskfoundry.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maskfoundry.model.dialect.DecoderDialect;
import org.maskfoundry.model.dialect.DialectDescription;
import org.maskfoundry.model.dialect.Dialects;

/** Looks at an encoder and a decoder graph: which dialect they speak and what sizes they have. */
final class OnnxPairInspector {

  private static final int SAM_EMBEDDING_STRIDE = 16;
  private static final int PLANES_RANK = 4;
  private static final int RASTER_RANK = 3;

  private final OrtSession encoder;
  private final OrtSession decoder;
  private final Sidecar sidecar;

  OnnxPairInspector(OrtSession encoder, OrtSession decoder, Sidecar sidecar) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.sidecar = sidecar;
  }

  /**
   * The dialect whose inputs and outputs the pair has.
   *
   * @throws ModelException with what was found and what is known
   */
  DecoderDialect dialect() {
    Set<String> inputs = decoder.getInputNames();
    Set<String> outputs = decoder.getOutputNames();
    for (DecoderDialect dialect : Dialects.known()) {
      if (fits(dialect.description(), inputs, outputs)) {
        checkEncoder(dialect);
        return dialect;
      }
    }
    throw new ModelException(
        "The decoder is of no known kind: found inputs %s and outputs %s; known are %s"
            .formatted(describe(inputs(decoder)), outputs, known()));
  }

  private static boolean fits(DialectDescription dialect, Set<String> inputs, Set<String> outputs) {
    return inputs.equals(dialect.inputs()) && outputs.containsAll(dialect.outputs());
  }

  private static String known() {
    return Dialects.known().stream()
        .map(DecoderDialect::description)
        .map(
            dialect ->
                "%s (inputs %s, outputs %s)"
                    .formatted(dialect.name(), dialect.inputs(), dialect.outputs()))
        .collect(Collectors.joining("; "));
  }

  private void checkEncoder(DecoderDialect dialect) {
    Set<String> outputs = encoder.getOutputNames();
    Set<String> wanted =
        dialect.description().inputs().stream()
            .filter(name -> name.startsWith("image_"))
            .collect(Collectors.toSet());
    boolean fits = wanted.size() == 1 ? outputs.size() == 1 : outputs.equals(wanted);
    if (encoder.getInputNames().size() != 1 || !fits) {
      throw new ModelException(
          "The encoder does not belong to a decoder of the kind %s: found inputs %s and outputs %s, expected one input and the output(s) %s"
              .formatted(dialect.description().name(), describe(inputs(encoder)), outputs, wanted));
    }
  }

  /** What the encoder takes, told by the rank of its input. */
  ModelConf.EncoderInput encoderInput() {
    long[] shape = inputs(encoder).values().iterator().next();
    if (shape.length == PLANES_RANK && (shape[1] == 3 || shape[1] < 0)) {
      return ModelConf.EncoderInput.PLANES;
    }
    if (shape.length == RASTER_RANK && (shape[2] == 3 || shape[2] < 0)) {
      return ModelConf.EncoderInput.RASTER;
    }
    throw new ModelException(
        "The encoder takes %s; expected normalised planes [1, 3, S, S] or a raster [h, w, 3]"
            .formatted(describe(inputs(encoder))));
  }

  /** S: from the sidecar, the encoder's input, or the embedding's side where it is SAM's. */
  int imageSize() {
    OptionalInt stated = sidecar.wholeNumber("image_size");
    long[] input = inputs(encoder).values().iterator().next();
    long seen = input.length == PLANES_RANK ? input[2] : -1;
    if (seen > 0 && stated.isPresent() && stated.getAsInt() != seen) {
      throw new ModelException(
          "%s: image_size: found %d, the encoder takes %d"
              .formatted(sidecar.source(), stated.getAsInt(), seen));
    }
    if (seen > 0 || stated.isPresent()) {
      return seen > 0 ? (int) seen : stated.getAsInt();
    }
    long[] embedding = inputs(decoder).get("image_embeddings");
    if (embedding.length == PLANES_RANK && embedding[2] > 0) {
      return (int) embedding[2] * SAM_EMBEDDING_STRIDE;
    }
    throw new ModelException(
        "The image size cannot be seen in the graphs (encoder %s); state image_size in a JSON given with --config"
            .formatted(describe(inputs(encoder))));
  }

  private static Map<String, long[]> inputs(OrtSession session) {
    Map<String, long[]> shapes = new TreeMap<>();
    try {
      for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
        long[] shape =
            input.getValue().getInfo() instanceof TensorInfo tensor
                ? tensor.getShape()
                : new long[0];
        shapes.put(input.getKey(), shape);
      }
    } catch (OrtException broken) {
      throw new ModelException("The graph's inputs cannot be read", broken);
    }
    return shapes;
  }

  private static String describe(Map<String, long[]> shapes) {
    return shapes.entrySet().stream()
        .map(input -> input.getKey() + Arrays.toString(input.getValue()))
        .collect(Collectors.joining(", "));
  }
}
