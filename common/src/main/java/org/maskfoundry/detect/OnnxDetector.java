package org.maskfoundry.detect;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.RunFailures;

/** A detector in ONNX, of any family that is known. */
public final class OnnxDetector implements Detector {

  /** What graphs with free sides were made for. */
  private static final int USUAL_SIDE = 640;

  private static final OnnxJavaType FLOAT = OnnxJavaType.FLOAT;

  private final OrtSession session;
  private final RunFailures failures;
  private final DetectorFamily family;
  private final DetectorSettings settings;
  private final Map.Entry<String, long[]> picture;

  private OnnxDetector(OrtSession session, Device device, DetectorSettings settings) {
    this.session = session;
    this.failures = new RunFailures("The detector", device.toString());
    this.family = DetectorFamily.of(session);
    this.settings = settings;
    this.picture = DetectorFamily.picture(session);
  }

  /**
   * Loads a detector.
   *
   * @param graph the ONNX model
   * @throws ModelException where it cannot be loaded, or is of no known family: with what was found
   */
  public static OnnxDetector load(byte[] graph, DetectorSettings settings, DeviceSettings device) {
    Device resolved = OnnxRuntime.resolve(device.device());
    OrtSession session = OnnxRuntime.session(graph, Map.of(), resolved, device.threads().orElse(1));
    try {
      return new OnnxDetector(session, resolved, settings);
    } catch (ModelException unknown) {
      closeQuietly(session);
      throw unknown;
    }
  }

  @Override
  public List<DetectedBox> detect(RgbImage image, Supplier<ImageEmbedding> unused) {
    long[] shape = picture.getValue();
    DetectorInput input =
        DetectorInput.of(image, family.resizing(settings), side(shape, 2), side(shape, 1));
    Map<String, OutputValues> outputs = run(input);
    List<DetectedBox> boxes = new ArrayList<>();
    for (DetectedBox box : new DetectorAnswer(family, settings).boxes(outputs)) {
      DetectedBox inImage =
          input.inImage(inInput(box, input)).clippedTo(image.height(), image.width());
      if (inImage.area() > 0) {
        boxes.add(inImage);
      }
    }
    return BoxSuppression.surest(boxes, settings);
  }

  /** A side, counted from the last axis, which is the width. */
  private static int side(long[] shape, int fromLast) {
    long side = shape.length >= fromLast ? shape[shape.length - fromLast] : -1;
    return side > 0 ? (int) side : USUAL_SIDE;
  }

  private DetectedBox inInput(DetectedBox box, DetectorInput input) {
    return switch (family) {
      case DETR ->
          new DetectedBox(
              box.left() * input.width(),
              box.top() * input.height(),
              box.right() * input.width(),
              box.bottom() * input.height(),
              box.score());
      case TORCHVISION, YOLO, YOLO_WITH_NMS, RT_DETR -> box;
    };
  }

  private Map<String, OutputValues> run(DetectorInput input) {
    FloatBuffer values = input.values(settings.colourOrder(), family.pixelRange(settings));
    long[] shape =
        picture.getValue().length == 3
            ? new long[] {3, input.height(), input.width()}
            : new long[] {1, 3, input.height(), input.width()};
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      inputs.put(
          picture.getKey(), OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape));
      if (family == DetectorFamily.RT_DETR) {
        LongBuffer size = LongBuffer.wrap(new long[] {input.width(), input.height()});
        inputs.put(
            DetectorFamily.TARGET_SIZES,
            OnnxTensor.createTensor(OnnxRuntime.environment(), size, new long[] {1, 2}));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return copied(result);
      }
    } catch (OrtException failure) {
      throw failures.of(
          failure, "a picture of %dx%d in the detector".formatted(input.width(), input.height()));
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static Map<String, OutputValues> copied(OrtSession.Result result) {
    Map<String, OutputValues> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, OnnxValue> output : result) {
      // Labels are whole numbers, and of no interest.
      if (output.getValue() instanceof OnnxTensor tensor && tensor.getInfo().type == FLOAT) {
        outputs.put(output.getKey(), OutputValues.of(tensor));
      }
    }
    return outputs;
  }

  @Override
  public void close() {
    closeQuietly(session);
  }

  private static void closeQuietly(OrtSession session) {
    try {
      session.close();
    } catch (OrtException alreadyGone) {
      throw new ModelException("The detector cannot be closed", alreadyGone);
    }
  }
}
