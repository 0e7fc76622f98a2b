package org.maskfoundry.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Turns a bundle's files into sessions on a device. */
final class BundleLoader {

  static final String ENCODER = "encoder.onnx";
  static final String DECODER = "decoder.onnx";

  private static final int CPU_IMAGES = 1;
  private static final int GPU_IMAGES = 4;
  private static final int CPU_PROMPTS = 16;
  private static final int GPU_PROMPTS = 256;

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
            device.kind() == Device.Kind.CPU ? CPU_IMAGES : GPU_IMAGES,
            device.kind() == Device.Kind.CPU ? CPU_PROMPTS : GPU_PROMPTS);
    return loadGraphs(description, settings, device, threads);
  }

  private Segmenter loadGraphs(
      SegmenterDescription description, DeviceSettings settings, Device device, int threads) {
    SessionSource sessions =
        conf.dialect().equals(ModelConf.CHECKPOINT)
            ? CheckpointSessions.open(files, conf, settings.precision(), device, threads)
            : new PairSessions(files, conf, settings.precision(), device, threads);
    // The two load side by side: start-up is what a user waits for with one image.
    CompletableFuture<EncoderGraph> encoder = CompletableFuture.supplyAsync(sessions::encoder);
    try {
      DecoderGraph decoder = sessions.decoder();
      LoadedGraphs graphs = new LoadedGraphs(encoder.join(), decoder, sessions.maskDecoder());
      return new OnnxSegmenter(description, conf, graphs, sessions::close);
    } catch (RuntimeException failed) {
      // The encoder may be loading still, and would be there to stay.
      encoder.handle((loaded, failure) -> loaded).join();
      sessions.close();
      throw failed instanceof CompletionException
              && failed.getCause() instanceof ModelException known
          ? known
          : failed;
    }
  }
}
