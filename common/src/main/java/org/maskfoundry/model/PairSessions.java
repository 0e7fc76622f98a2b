package org.maskfoundry.model;

import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.maskfoundry.model.dialect.DecoderDialect;
import org.maskfoundry.model.dialect.Dialects;

/** Sessions over a pair of graphs that somebody else exported. */
final class PairSessions implements SessionSource {

  private final ModelFiles files;
  private final DecoderDialect dialect;
  private final Device device;
  private final int threads;
  private final Queue<OrtSession> made = new ConcurrentLinkedQueue<>();

  PairSessions(ModelFiles files, ModelConf conf, Precision precision, Device device, int threads) {
    if (precision == Precision.FP16) {
      throw new ModelException(
          "precision=fp16: the graphs of %s are not ours to change; set precision=fp32 or import the checkpoint"
              .formatted(conf.name()));
    }
    this.files = files;
    this.dialect = Dialects.named(conf.dialect());
    this.device = device;
    this.threads = threads;
  }

  @Override
  public EncoderGraph encoder() {
    return new EncoderGraph(session(BundleLoader.ENCODER), 1);
  }

  @Override
  public DecoderGraph decoder() {
    return DecoderGraph.whole(session(BundleLoader.DECODER), dialect);
  }

  private OrtSession session(String name) {
    OrtSession session = OnnxRuntime.session(files.read(name), Map.of(), device, threads);
    made.add(session);
    return session;
  }

  @Override
  public Optional<Supplier<DecoderGraph>> maskDecoder() {
    return Optional.empty();
  }

  @Override
  public void close() {
    made.forEach(LoadedGraphs::close);
  }
}
