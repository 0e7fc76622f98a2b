package org.maskfoundry.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an encoder session gave for an image; keeps the session alive until it is closed. */
final class OnnxEmbedding implements ImageEmbedding {

  private static final String EMBEDDINGS = "image_embeddings";

  private final ModelFrame frame;
  private final Map<String, OnnxTensor> tensors;
  private final Runnable free;
  private final UseCount use;
  private final AtomicBoolean closed = new AtomicBoolean();
  private OrtSession.Result decoderSide;

  private OnnxEmbedding(
      ModelFrame frame, Map<String, OnnxTensor> tensors, Runnable free, UseCount use) {
    this.frame = frame;
    this.tensors = tensors;
    this.free = free;
    this.use = use;
  }

  /**
   * What an encoder gave for one image; its only output is the embedding whatever its name.
   *
   * @param use already begun
   */
  static OnnxEmbedding of(ModelFrame frame, OrtSession.Result result, UseCount use) {
    Map<String, OnnxTensor> tensors =
        result.size() == 1 ? Map.of(EMBEDDINGS, (OnnxTensor) result.get(0)) : byName(result);
    return new OnnxEmbedding(frame, tensors, result::close, use);
  }

  /**
   * An image's part of what an encoder gave for several, which no longer needs the others.
   *
   * @param embedding {@code [1, C, h, w]}
   * @param use already begun
   */
  static OnnxEmbedding of(ModelFrame frame, OnnxTensor embedding, UseCount use) {
    return new OnnxEmbedding(frame, Map.of(EMBEDDINGS, embedding), embedding::close, use);
  }

  /** The tensors by the decoder's names. */
  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  private static Map<String, OnnxTensor> byName(OrtSession.Result outputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, OnnxValue> output : outputs) {
      tensors.put(output.getKey(), (OnnxTensor) output.getValue());
    }
    return tensors;
  }

  /** What the image's side of a decoder makes of the embedding, when it is first asked for. */
  synchronized Map<String, OnnxTensor> tensorsOf(OrtSession imageSide) throws OrtException {
    if (decoderSide == null) {
      decoderSide = imageSide.run(tensors);
    }
    return byName(decoderSide);
  }

  @Override
  public ModelFrame frame() {
    return frame;
  }

  @Override
  public float[] toArray() {
    FloatBuffer values = tensors.get(EMBEDDINGS).getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }

  @Override
  public int[] shape() {
    long[] shape = tensors.get(EMBEDDINGS).getInfo().getShape();
    return new int[] {(int) shape[1], (int) shape[2], (int) shape[3]};
  }

  @Override
  public synchronized void close() {
    if (closed.compareAndSet(false, true)) {
      if (decoderSide != null) {
        decoderSide.close();
      }
      free.run();
      use.end();
    }
  }
}
