package org.maskfoundry.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.ModelFrame;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.RunFailures;
import org.maskfoundry.model.graph.DetectionHeadGraph;

/** A detector over the image embedding that masks are made of anyway: a head of our own. */
public final class EmbeddingDetector implements Detector {

  private final OrtSession session;
  private final RunFailures failures;
  private final DetectorSettings settings;

  private EmbeddingDetector(OrtSession session, Device device, DetectorSettings settings) {
    this.session = session;
    this.failures = new RunFailures("The detector", device.toString());
    this.settings = settings;
  }

  /**
   * Loads a head.
   *
   * @param graph what {@link DetectionHeadGraph} built
   * @throws ModelException where it cannot be loaded
   */
  public static EmbeddingDetector load(
      byte[] graph, DetectorSettings settings, DeviceSettings device) {
    Device resolved = OnnxRuntime.resolve(device.device());
    return new EmbeddingDetector(
        OnnxRuntime.session(graph, Map.of(), resolved, device.threads().orElse(1)),
        resolved,
        settings);
  }

  @Override
  public List<DetectedBox> detect(RgbImage image, Supplier<ImageEmbedding> embedding) {
    ImageEmbedding encoded = embedding.get();
    ModelFrame frame = encoded.frame();
    List<DetectedBox> boxes = new ArrayList<>();
    for (DetectedBox box : answers(encoded.toArray(), encoded.shape())) {
      DetectedBox inImage =
          new DetectedBox(
                  box.left() / frame.scaleX(),
                  box.top() / frame.scaleY(),
                  box.right() / frame.scaleX(),
                  box.bottom() / frame.scaleY(),
                  box.score())
              .clippedTo(image.height(), image.width());
      if (inImage.area() > 0) {
        boxes.add(inImage);
      }
    }
    return BoxSuppression.surest(boxes, settings);
  }

  /**
   * The objects of an embedding, in pixels of the model's square input.
   *
   * @param embedding the values
   * @param shape {@code [C, S, S]}
   */
  public List<DetectedBox> detect(float[] embedding, int... shape) {
    return BoxSuppression.surest(answers(embedding, shape), settings);
  }

  private List<DetectedBox> answers(float[] embedding, int... shape) {
    long[] batch = {1, shape[0], shape[1], shape[2]};
    try (OnnxTensor input =
            OnnxTensor.createTensor(OnnxRuntime.environment(), FloatBuffer.wrap(embedding), batch);
        OrtSession.Result result = session.run(Map.of(DetectionHeadGraph.EMBEDDING, input))) {
      float[] scores = OutputValues.of((OnnxTensor) result.get("scores").orElseThrow()).values();
      float[] boxes = OutputValues.of((OnnxTensor) result.get("boxes").orElseThrow()).values();
      List<DetectedBox> sure = new ArrayList<>();
      for (int cell = 0; cell < scores.length; cell++) {
        if (scores[cell] >= settings.scoreThreshold()) {
          int first = 4 * cell;
          sure.add(
              new DetectedBox(
                  boxes[first],
                  boxes[first + 1],
                  boxes[first + 2],
                  boxes[first + 3],
                  scores[cell]));
        }
      }
      return sure;
    } catch (OrtException failure) {
      throw failures.of(failure, "one embedding in the detector");
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException alreadyGone) {
      throw new ModelException("The detector cannot be closed", alreadyGone);
    }
  }
}
