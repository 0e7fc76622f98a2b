package org.maskfoundry.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskfoundry.image.RgbImage;

/** A bundle's encoder in ONNX Runtime. */
final class OnnxEncoder {

  private static final int CHANNELS = 3;

  private final EncoderGraph graph;
  private final ModelConf.EncoderInput form;
  private final ImagePreprocessor preprocessor;
  private final RunFailures failures;
  private final UseCount use;
  private final Runnable onHalving;

  OnnxEncoder(
      EncoderGraph graph,
      ModelConf.EncoderInput form,
      ImagePreprocessor preprocessor,
      RunFailures failures,
      UseCount use,
      Runnable onHalving) {
    this.graph = graph;
    this.form = form;
    this.preprocessor = preprocessor;
    this.failures = failures;
    this.use = use;
    this.onHalving = onHalving;
  }

  /**
   * Encodes an image.
   *
   * @throws DeviceMemoryException where the device cannot hold it
   */
  ImageEmbedding encode(RgbImage image) {
    ModelFrame frame = preprocessor.frame(image);
    use.begin();
    try (OnnxTensor input = input(image, frame)) {
      return OnnxEmbedding.of(frame, run(input), use);
    } catch (OrtException failure) {
      use.end();
      throw failures.of(failure, "one image of %dx%d".formatted(image.width(), image.height()));
    }
  }

  /**
   * Encodes images, as many at once as the graph takes and the device holds.
   *
   * @return an embedding for each, in their order
   * @throws DeviceMemoryException where the device cannot hold a single image; none is left open
   */
  List<ImageEmbedding> encodeAll(List<RgbImage> images) {
    List<ImageEmbedding> embeddings = new ArrayList<>();
    BatchHalving<RgbImage> batches =
        new BatchHalving<>(part -> embeddings.addAll(encodeTogether(part)), onHalving);
    try {
      for (int start = 0; start < images.size(); start += graph.imagesPerCall()) {
        int end = Math.min(start + graph.imagesPerCall(), images.size());
        batches.run(images.subList(start, end));
      }
    } catch (RuntimeException failure) {
      embeddings.forEach(ImageEmbedding::close);
      throw failure;
    }
    return embeddings;
  }

  private List<ImageEmbedding> encodeTogether(List<RgbImage> images) {
    if (images.size() == 1) {
      return List.of(encode(images.get(0)));
    }
    images.forEach(image -> use.begin());
    try (OnnxTensor input = planes(images);
        OrtSession.Result result = run(input)) {
      List<OnnxTensor> parts = parts((OnnxTensor) result.get(0), images.size());
      List<ImageEmbedding> embeddings = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        embeddings.add(OnnxEmbedding.of(preprocessor.frame(images.get(i)), parts.get(i), use));
      }
      return embeddings;
    } catch (OrtException failure) {
      images.forEach(image -> use.end());
      throw failures.of(failure, images.size() + " images");
    }
  }

  private OrtSession.Result run(OnnxTensor input) throws OrtException {
    String name = graph.session().getInputNames().iterator().next();
    return graph.session().run(Map.of(name, input));
  }

  /** Copies: the embedding of an image is not to keep those of the others in memory. */
  private static List<OnnxTensor> parts(OnnxTensor joint, int count) throws OrtException {
    FloatBuffer numbers = joint.getFloatBuffer();
    long[] shape = joint.getInfo().getShape();
    shape[0] = 1;
    int length = numbers.remaining() / count;
    List<OnnxTensor> parts = new ArrayList<>();
    try {
      for (int part = 0; part < count; part++) {
        parts.add(tensor(numbers.slice(part * length, length), shape));
      }
    } catch (OrtException failure) {
      parts.forEach(OnnxTensor::close);
      throw failure;
    }
    return parts;
  }

  private OnnxTensor input(RgbImage image, ModelFrame frame) throws OrtException {
    long side = frame.modelSize();
    return switch (form) {
      case PLANES -> tensor(preprocessor.planes(image), 1, CHANNELS, side, side);
      case RASTER ->
          tensor(preprocessor.raster(image), frame.resizedHeight(), frame.resizedWidth(), CHANNELS);
    };
  }

  private OnnxTensor planes(List<RgbImage> images) throws OrtException {
    long side = preprocessor.frame(images.get(0)).modelSize();
    long bytes = Float.BYTES * CHANNELS * side * side * images.size();
    // Outside the heap the runtime reads it in place: a batch is in memory once.
    FloatBuffer planes =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    images.forEach(image -> planes.put(preprocessor.planes(image)));
    return tensor(planes.rewind(), images.size(), CHANNELS, side, side);
  }

  private static OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
  }
}
