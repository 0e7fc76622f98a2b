package org.maskfoundry.paint;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.maskfoundry.image.NativeRaster;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.RunFailures;

/**
 * Fills masks with what an inpainting model imagines there (LaMa and its kin: values from 0 to 1, 1
 * in the mask where something is to be filled). A graph of one size sees the image squashed to it;
 * one of any size sees it with its edges mirrored up to a multiple of {@value #MULTIPLE}.
 */
final class OnnxInpainting implements Filling {

  private static final int MULTIPLE = 8;
  private static final float WHITE = 255;

  /** Models answer from 0 to 1 or from 0 to 255: a picture with nothing above this is the first. */
  private static final float LARGEST_OF_SHARES = 2;

  private final OrtSession session;
  private final RunFailures failures;
  private final InpaintingInputs inputs;

  private OnnxInpainting(OrtSession session, Device device, InpaintingInputs inputs) {
    this.session = session;
    this.failures = new RunFailures("The inpainting model", device.toString());
    this.inputs = inputs;
  }

  static OnnxInpainting load(byte[] graph, DeviceSettings device) {
    Device resolved = OnnxRuntime.resolve(device.device());
    OrtSession session = OnnxRuntime.session(graph, Map.of(), resolved, device.threads().orElse(1));
    try {
      return new OnnxInpainting(session, resolved, InpaintingInputs.of(session));
    } catch (ModelException unknown) {
      close(session);
      throw unknown;
    }
  }

  @Override
  public RgbImage fill(RgbImage image, List<RleMask> masks, RleMask union) {
    try (NativeRaster picture = NativeRaster.of(image);
        NativeRaster hole = NativeRaster.ofBytes(image.height(), image.width(), union.toBitmap());
        Mat seenPicture = seen(picture.mat(), opencv_imgproc.INTER_LINEAR);
        Mat seenHole = seen(hole.mat(), opencv_imgproc.INTER_NEAREST);
        Mat filled = answer(NativeRaster.image(seenPicture), seenHole);
        Mat whole = restored(filled, image)) {
      return NativeRaster.image(whole);
    }
  }

  /** The matrix as the graph takes it. */
  private Mat seen(Mat matrix, int interpolation) {
    Mat seen = new Mat();
    if (inputs.height() > 0 && inputs.width() > 0) {
      try (Size size = new Size(inputs.width(), inputs.height())) {
        opencv_imgproc.resize(matrix, seen, size, 0, 0, interpolation);
      }
    } else {
      opencv_core.copyMakeBorder(
          matrix,
          seen,
          0,
          missing(matrix.rows()),
          0,
          missing(matrix.cols()),
          opencv_core.BORDER_REFLECT);
    }
    return seen;
  }

  private static int missing(int side) {
    return (MULTIPLE - side % MULTIPLE) % MULTIPLE;
  }

  private Mat restored(Mat filled, RgbImage image) {
    Mat restored = new Mat();
    if (inputs.height() > 0 && inputs.width() > 0) {
      try (Size size = new Size(image.width(), image.height())) {
        opencv_imgproc.resize(filled, restored, size);
      }
    } else {
      filled.rowRange(0, image.height()).colRange(0, image.width()).copyTo(restored);
    }
    return restored;
  }

  private Mat answer(RgbImage picture, Mat hole) {
    long height = picture.height();
    long width = picture.width();
    try (OnnxTensor image =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), planes(picture), new long[] {1, 3, height, width});
        OnnxTensor mask =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), shares(hole), new long[] {1, 1, height, width});
        OrtSession.Result result =
            session.run(Map.of(inputs.image(), image, inputs.mask(), mask))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      float[] values = new float[(int) (3 * height * width)];
      FloatBuffer answered = output.getFloatBuffer();
      if (answered.remaining() != values.length) {
        throw new ModelException(
            "The inpainting model answered %d values for an image of %d x %d, expected %d"
                .formatted(answered.remaining(), height, width, values.length));
      }
      answered.get(values);
      try (NativeRaster raster =
          NativeRaster.of(new RgbImage((int) height, (int) width, pixels(values)))) {
        return raster.mat().clone();
      }
    } catch (OrtException failure) {
      throw failures.of(
          failure, "a picture of %dx%d in the inpainting model".formatted(width, height));
    }
  }

  private static FloatBuffer planes(RgbImage image) {
    FloatBuffer planes = FloatBuffer.allocate(image.pixels().length);
    for (int channel = 0; channel < 3; channel++) {
      for (int value = channel; value < image.pixels().length; value += 3) {
        planes.put((image.pixels()[value] & 0xff) / WHITE);
      }
    }
    return planes.rewind();
  }

  private static FloatBuffer shares(Mat hole) {
    byte[] inside = new byte[hole.rows() * hole.cols()];
    hole.data().get(inside);
    FloatBuffer shares = FloatBuffer.allocate(inside.length);
    for (byte pixel : inside) {
      shares.put(pixel == 0 ? 0 : 1);
    }
    return shares.rewind();
  }

  private static byte[] pixels(float[] planes) {
    float largest = 0;
    for (float value : planes) {
      largest = Math.max(largest, value);
    }
    float scale = largest <= LARGEST_OF_SHARES ? WHITE : 1;
    int cells = planes.length / 3;
    byte[] pixels = new byte[planes.length];
    for (int pixel = 0; pixel < cells; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        float value = scale * planes[channel * cells + pixel];
        pixels[3 * pixel + channel] = (byte) Math.round(Math.max(0, Math.min(WHITE, value)));
      }
    }
    return pixels;
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException alreadyGone) {
      throw new ModelException("The inpainting model cannot be closed", alreadyGone);
    }
  }
}
