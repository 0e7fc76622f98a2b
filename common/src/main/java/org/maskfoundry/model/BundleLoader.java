package org.maskfoundry.model;

import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.maskfoundry.model.dialect.Dialects;

/** Turns a bundle's files into sessions on a device. */
final class BundleLoader {

  static final String ENCODER = "encoder.onnx";
  static final String DECODER = "decoder.onnx";

  private static final int CPU_BATCH = 16;
  private static final int GPU_BATCH = 64;

  private final ModelConf conf;
  private final ModelFiles files;

  BundleLoader(ModelConf conf, ModelFiles files) {
    this.conf = conf;
    this.files = files;
  }

  Segmenter load(DeviceSettings settings) {
    Device device = OnnxRuntime.resolve(settings.device());
    int threads = settings.threads().orElse(1);
    SegmenterDescription description =
        new SegmenterDescription(
            conf.name(),
            conf.digest(),
            device.toString(),
            conf.imageSize(),
            conf.maskSize(),
            conf.maskThreshold(),
            conf.maskPrompts(),
            device.kind() == Device.Kind.CPU ? CPU_BATCH : GPU_BATCH);
    return loadGraphs(description, settings, device, threads);
  }

  private Segmenter loadGraphs(
      SegmenterDescription description, DeviceSettings settings, Device device, int threads) {
    if (settings.precision() == Precision.FP16) {
      throw new ModelException(
          "precision=fp16: the graphs of %s are not ours to change; set precision=fp32 or import the checkpoint"
              .formatted(conf.name()));
    }
    CompletableFuture<OrtSession> encoder =
        CompletableFuture.supplyAsync(() -> session(ENCODER, device, threads));
    OrtSession decoder = session(DECODER, device, threads);
    LoadedGraphs graphs =
        new LoadedGraphs(encoder.join(), decoder, Optional.empty(), Dialects.named(conf.dialect()));
    return new OnnxSegmenter(
        description,
        conf,
        graphs,
        () -> {
          LoadedGraphs.close(graphs.encoder());
          LoadedGraphs.close(graphs.decoder());
        });
  }

  private OrtSession session(String name, Device device, int threads) {
    return OnnxRuntime.session(files.read(name), Map.of(), device, threads);
  }
}
