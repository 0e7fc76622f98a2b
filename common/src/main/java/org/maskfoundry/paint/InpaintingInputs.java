package org.maskfoundry.paint;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maskfoundry.model.ModelException;

/**
 * The inputs of an inpainting model, told by their channels.
 *
 * @param image name of the input of the image, {@code [1, 3, h, w]}
 * @param mask name of the input of the mask, {@code [1, 1, h, w]}
 * @param height rows the graph takes, -1 for any
 * @param width columns the graph takes, -1 for any
 */
record InpaintingInputs(String image, String mask, int height, int width) {

  private static final int RANK = 4;
  private static final int CHANNELS = 1;

  /**
   * The inputs of a graph.
   *
   * @throws ModelException where they are not an image and a mask, with what was found
   */
  static InpaintingInputs of(OrtSession session) {
    Map<String, long[]> shapes = shapes(session);
    String image = withChannels(shapes, 3);
    String mask = withChannels(shapes, 1);
    if (shapes.size() != 2 || image == null || mask == null || session.getNumOutputs() != 1) {
      throw new ModelException(
          "The inpainting model has inputs %s and %d outputs; expected an image [1, 3, h, w], a mask [1, 1, h, w], both of floats, and one output [1, 3, h, w]"
              .formatted(
                  shapes.entrySet().stream()
                      .map(input -> input.getKey() + Arrays.toString(input.getValue()))
                      .collect(Collectors.joining(", ")),
                  session.getNumOutputs()));
    }
    long[] shape = shapes.get(image);
    return new InpaintingInputs(image, mask, (int) shape[2], (int) shape[3]);
  }

  private static Map<String, long[]> shapes(OrtSession session) {
    Map<String, long[]> shapes = new TreeMap<>();
    try {
      for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
        shapes.put(
            input.getKey(),
            input.getValue().getInfo() instanceof TensorInfo tensor
                ? tensor.getShape()
                : new long[0]);
      }
    } catch (OrtException unreadable) {
      throw new ModelException("The inpainting model's graph cannot be looked at", unreadable);
    }
    return shapes;
  }

  private static String withChannels(Map<String, long[]> shapes, long channels) {
    return shapes.entrySet().stream()
        .filter(input -> input.getValue().length == RANK && input.getValue()[CHANNELS] == channels)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
