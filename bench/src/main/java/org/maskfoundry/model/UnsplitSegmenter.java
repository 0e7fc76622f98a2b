package org.maskfoundry.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.Tensor;
import org.maskfoundry.model.dialect.EfficientVitSamDialect;
import org.maskfoundry.model.graph.ModelWork;
import org.maskfoundry.model.graph.OnnxGraph;
import org.maskfoundry.model.graph.PublicMaskDecoder;
import org.maskfoundry.model.graph.SamArchitecture;

/**
 * A bundle whose decoder is one graph, laid out as the public code lays it out: every prompt
 * computes the image's side anew, and every mask is drawn. For comparison with {@link Bundle#load};
 * on the CPU, 32-bit floats.
 */
public final class UnsplitSegmenter {

  private final Bundle bundle;

  private UnsplitSegmenter(Bundle bundle) {
    this.bundle = bundle;
  }

  /** Of a bundle of a checkpoint; empty where the bundle holds graphs that others made. */
  public static Optional<UnsplitSegmenter> of(Bundle bundle) {
    return bundle.conf().dialect().equals(ModelConf.CHECKPOINT) && bundle.folder().isPresent()
        ? Optional.of(new UnsplitSegmenter(bundle))
        : Optional.empty();
  }

  /** The sizes of the bundle's model. */
  public SamArchitecture architecture() {
    return architecture(checkpoint());
  }

  /** The work of the bundle's model, as it is laid out on a device. */
  public ModelWork work(Device device, Precision precision) {
    return new ModelWork(
        architecture(), CheckpointSessions.layout(device, CheckpointSessions.format(precision)));
  }

  private SamArchitecture architecture(Checkpoint checkpoint) {
    return SamArchitecture.of(checkpoint, bundle.conf().architecture(), bundle.source());
  }

  private Checkpoint checkpoint() {
    return Checkpoint.open(files().path(BundleImport.WEIGHTS));
  }

  private ModelFiles files() {
    return ModelFiles.of(bundle.folder().orElseThrow());
  }

  /** Loads it; the caller closes it. */
  public Segmenter load(int threads) {
    ModelConf conf = bundle.conf();
    CheckpointSessions encoder =
        CheckpointSessions.open(files(), conf, Precision.FP32, Device.CPU, threads);
    Checkpoint checkpoint = checkpoint();
    OnnxGraph graph = PublicMaskDecoder.of(architecture(checkpoint), checkpoint);
    Map<String, OnnxTensor> weights = new HashMap<>();
    for (Map.Entry<String, Tensor> weight : graph.externalInitializers().entrySet()) {
      weights.put(weight.getKey(), CheckpointSessions.tensor(weight.getValue()));
    }
    OrtSession session = OnnxRuntime.session(graph.model(), weights, Device.CPU, threads);
    LoadedGraphs graphs =
        new LoadedGraphs(
            encoder.encoder(),
            DecoderGraph.whole(session, new EfficientVitSamDialect()),
            Optional.empty());
    try (Segmenter split = bundle.load(DeviceSettings.cpu())) {
      return new OnnxSegmenter(
          split.description(),
          conf,
          graphs,
          () -> {
            encoder.close();
            LoadedGraphs.close(session);
            weights.values().forEach(OnnxTensor::close);
          });
    }
  }
}
