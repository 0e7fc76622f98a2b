package org.maskfoundry.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an encoder session gave for an image; keeps the session alive until it is closed. */
final class OnnxEmbedding implements ImageEmbedding {

  private final ModelFrame frame;
  private final OrtSession.Result result;
  private final UseCount use;
  private final AtomicBoolean closed = new AtomicBoolean();

  OnnxEmbedding(ModelFrame frame, OrtSession.Result result, UseCount use) {
    this.frame = frame;
    this.result = result;
    this.use = use;
  }

  /**
   * The tensors by the decoder's names; an encoder's only output is the embedding whatever its
   * name.
   */
  Map<String, OnnxTensor> tensors() {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, OnnxValue> output : result) {
      String name = result.size() == 1 ? "image_embeddings" : output.getKey();
      tensors.put(name, (OnnxTensor) output.getValue());
    }
    return tensors;
  }

  @Override
  public ModelFrame frame() {
    return frame;
  }

  @Override
  public float[] toArray() {
    FloatBuffer values = tensors().get("image_embeddings").getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }

  @Override
  public int[] shape() {
    long[] shape = tensors().get("image_embeddings").getInfo().getShape();
    return new int[] {(int) shape[1], (int) shape[2], (int) shape[3]};
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      result.close();
      use.end();
    }
  }
}
