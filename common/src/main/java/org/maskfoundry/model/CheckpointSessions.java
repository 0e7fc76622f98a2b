package org.maskfoundry.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.ElementType;
import org.maskfoundry.model.checkpoint.Tensor;
import org.maskfoundry.model.dialect.DecoderDialect;
import org.maskfoundry.model.dialect.EfficientVitSamDialect;
import org.maskfoundry.model.dialect.SplitDecoderDialect;
import org.maskfoundry.model.graph.DecoderLayout;
import org.maskfoundry.model.graph.EncoderLayout;
import org.maskfoundry.model.graph.FloatFormat;
import org.maskfoundry.model.graph.OnnxGraph;
import org.maskfoundry.model.graph.SamArchitecture;
import org.maskfoundry.model.graph.SamGraphs;

/** Sessions over graphs of our own, whose weights stay in the mapped checkpoint. */
final class CheckpointSessions implements SessionSource {

  private static final int MOST_IMAGES = 64;

  private final Checkpoint checkpoint;
  private final SamArchitecture architecture;
  private final FloatFormat format;
  private final Device device;
  private final int threads;
  private final Queue<AutoCloseable> made = new ConcurrentLinkedQueue<>();
  private DecoderGraph maskDecoder;

  private CheckpointSessions(
      Checkpoint checkpoint,
      SamArchitecture architecture,
      FloatFormat format,
      Device device,
      int threads) {
    this.checkpoint = checkpoint;
    this.architecture = architecture;
    this.format = format;
    this.device = device;
    this.threads = threads;
  }

  static CheckpointSessions open(
      ModelFiles files, ModelConf conf, Precision precision, Device device, int threads) {
    Checkpoint checkpoint = Checkpoint.open(files.path(BundleImport.WEIGHTS));
    SamArchitecture architecture =
        SamArchitecture.of(checkpoint, conf.architecture(), ModelConf.FILE_NAME);
    return new CheckpointSessions(checkpoint, architecture, format(precision), device, threads);
  }

  /** The number format of graphs of ours. */
  static FloatFormat format(Precision precision) {
    return precision == Precision.FP16 ? FloatFormat.HALF : FloatFormat.SINGLE;
  }

  /**
   * Builds and loads every graph of a checkpoint once.
   *
   * @throws ModelException where something is missing or of the wrong shape
   */
  static void check(Checkpoint checkpoint, SamArchitecture architecture) {
    CheckpointSessions sessions =
        new CheckpointSessions(checkpoint, architecture, FloatFormat.SINGLE, Device.CPU, 1);
    try {
      sessions.encoder();
      sessions.decoder();
      sessions.loadedMaskDecoder();
    } finally {
      sessions.close();
    }
  }

  @Override
  public EncoderGraph encoder() {
    OrtSession session =
        session(SamGraphs.imageEncoder(architecture, checkpoint, format, encoderLayout()));
    return new EncoderGraph(session, MOST_IMAGES);
  }

  @Override
  public DecoderGraph decoder() {
    DecoderDialect dialect = new SplitDecoderDialect();
    return switch (layout(device, format)) {
      case WHOLE ->
          DecoderGraph.whole(
              session(SamGraphs.filteringDecoder(architecture, checkpoint, format)), dialect);
      case FACTORED ->
          new DecoderGraph(
              Optional.of(session(SamGraphs.decoderImageSide(architecture, checkpoint))),
              session(SamGraphs.decoderPromptSide(architecture, checkpoint)),
              dialect);
    };
  }

  private EncoderLayout encoderLayout() {
    return device.kind() == Device.Kind.CPU ? EncoderLayout.PROCESSOR : EncoderLayout.GPU;
  }

  /** How the decoder is laid out on a device. */
  static DecoderLayout layout(Device device, FloatFormat format) {
    return device.kind() == Device.Kind.CPU && format == FloatFormat.SINGLE
        ? DecoderLayout.FACTORED
        : DecoderLayout.WHOLE;
  }

  @Override
  public Optional<Supplier<DecoderGraph>> maskDecoder() {
    return Optional.of(this::loadedMaskDecoder);
  }

  private synchronized DecoderGraph loadedMaskDecoder() {
    if (maskDecoder == null) {
      maskDecoder =
          DecoderGraph.whole(
              session(SamGraphs.maskDecoderWithMasks(architecture, checkpoint, format)),
              new EfficientVitSamDialect());
    }
    return maskDecoder;
  }

  private OrtSession session(OnnxGraph graph) {
    Map<String, OnnxTensor> external = new HashMap<>();
    for (Map.Entry<String, Tensor> initializer : graph.externalInitializers().entrySet()) {
      external.put(initializer.getKey(), tensor(initializer.getValue()));
    }
    OrtSession session = OnnxRuntime.session(graph.model(), external, device, threads);
    made.add(session);
    // The session reads the tensors' memory as long as it lives.
    made.addAll(external.values());
    return session;
  }

  static OnnxTensor tensor(Tensor tensor) {
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    OnnxJavaType type =
        tensor.type() == ElementType.F16 ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT;
    try {
      return OnnxTensor.createTensor(OnnxRuntime.environment(), tensor.data(), shape, type);
    } catch (OrtException broken) {
      throw new ModelException("Tensor " + tensor.name() + " cannot be handed over", broken);
    }
  }

  @Override
  public void close() {
    for (AutoCloseable resource : made) {
      try {
        resource.close();
      } catch (Exception broken) {
        throw new ModelException("A session could not be closed", broken);
      }
    }
  }
}
