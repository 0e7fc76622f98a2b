package org.maskfoundry.detect;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maskfoundry.detect.DetectorSettings.BoxFormat;
import org.maskfoundry.detect.DetectorSettings.PixelRange;
import org.maskfoundry.detect.DetectorSettings.Resizing;
import org.maskfoundry.model.ModelException;

/** The families of detector exports, told apart by inputs and outputs, with their habits. */
enum DetectorFamily {
  /** One image of any size; resizing and normalisation are in the graph. */
  TORCHVISION(BoxFormat.XYXY, Resizing.ORIGINAL, PixelRange.ONE),
  /** YOLOv8, 11: {@code [1, 4 + classes, anchors]}. */
  YOLO(BoxFormat.CXCYWH, Resizing.LETTERBOX, PixelRange.ONE),
  /** YOLO with suppression in the graph, v10, 26: {@code [1, boxes, 6]}. */
  YOLO_WITH_NMS(BoxFormat.XYXY, Resizing.LETTERBOX, PixelRange.ONE),
  /** RT-DETR, D-FINE, DEIM: told a size, they answer in its pixels. */
  RT_DETR(BoxFormat.XYXY, Resizing.SQUASH, PixelRange.ONE),
  /** DETR as Hugging Face exports it: logits, and boxes in shares. */
  DETR(BoxFormat.CXCYWH, Resizing.SQUASH, PixelRange.IMAGENET);

  static final String TARGET_SIZES = "orig_target_sizes";

  private static final int BOX_ROW = 6;

  private final BoxFormat boxFormat;
  private final Resizing resizing;
  private final PixelRange pixelRange;

  DetectorFamily(BoxFormat boxFormat, Resizing resizing, PixelRange pixelRange) {
    this.boxFormat = boxFormat;
    this.resizing = resizing;
    this.pixelRange = pixelRange;
  }

  BoxFormat boxFormat(DetectorSettings settings) {
    return settings.boxFormat() == BoxFormat.AUTO ? boxFormat : settings.boxFormat();
  }

  Resizing resizing(DetectorSettings settings) {
    return settings.resizing() == Resizing.AUTO ? resizing : settings.resizing();
  }

  PixelRange pixelRange(DetectorSettings settings) {
    return settings.pixelRange() == PixelRange.AUTO ? pixelRange : settings.pixelRange();
  }

  /**
   * The family of a graph.
   *
   * @throws ModelException where it is of none, with what was found and what is known
   */
  static DetectorFamily of(OrtSession session) {
    Set<String> inputs = session.getInputNames();
    Set<String> outputs = session.getOutputNames();
    if (outputs.containsAll(Set.of("boxes", "scores"))) {
      return inputs.contains(TARGET_SIZES) ? RT_DETR : TORCHVISION;
    }
    if (outputs.containsAll(Set.of("logits", "pred_boxes"))) {
      return DETR;
    }
    if (inputs.size() == 1 && outputs.size() == 1) {
      long[] shape = shapes(session::getOutputInfo).values().iterator().next();
      if (shape.length == 3) {
        // A row of the one has a box, a confidence and a class; the other has a column for each
        // anchor, of which there are always more. Older YOLOs have a row for each: another kind.
        if (shape[2] == BOX_ROW) {
          return YOLO_WITH_NMS;
        }
        if (shape[1] <= 0 || shape[2] <= 0 || shape[1] < shape[2]) {
          return YOLO;
        }
      }
    }
    throw new ModelException(
        "The detector is of no kind that is known: found inputs %s and outputs %s; known are torchvision (boxes, labels, scores), YOLO (one output [1, 4 + classes, anchors] or [1, boxes, 6]), RT-DETR, D-FINE, DEIM (images, orig_target_sizes; labels, boxes, scores) and DETR (pixel_values; logits, pred_boxes)"
            .formatted(described(session::getInputInfo), described(session::getOutputInfo)));
  }

  private interface Nodes {
    Map<String, NodeInfo> get() throws OrtException;
  }

  private static Map<String, long[]> shapes(Nodes nodes) {
    Map<String, long[]> shapes = new TreeMap<>();
    try {
      nodes
          .get()
          .forEach(
              (name, node) ->
                  shapes.put(
                      name,
                      node.getInfo() instanceof TensorInfo tensor
                          ? tensor.getShape()
                          : new long[0]));
    } catch (OrtException unreadable) {
      throw new ModelException("The detector's graph cannot be looked at", unreadable);
    }
    return shapes;
  }

  private static String described(Nodes nodes) {
    return shapes(nodes).entrySet().stream()
        .map(node -> node.getKey() + Arrays.toString(node.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * The shape of the graph's picture input, {@code -1} where a side is free.
   *
   * @throws ModelException where it is no picture in floats with three channels first, or the graph
   *     wants something else besides
   */
  static Map.Entry<String, long[]> picture(OrtSession session) {
    Map<String, long[]> inputs = shapes(session::getInputInfo);
    inputs.remove(TARGET_SIZES);
    if (inputs.size() == 1) {
      Map.Entry<String, long[]> picture = inputs.entrySet().iterator().next();
      if (isPicture(picture.getValue()) && isFloat(session, picture.getKey())) {
        return picture;
      }
    }
    throw new ModelException(
        "The detector takes %s: expected one picture of 32-bit floats, [1, 3, height, width] or [3, height, width], and %s at most beside it; export it so"
            .formatted(described(session::getInputInfo), TARGET_SIZES));
  }

  private static boolean isPicture(long[] shape) {
    if (shape.length != 3 && shape.length != 4) {
      return false;
    }
    long channels = shape[shape.length - 3];
    return channels == 3 || channels <= 0;
  }

  private static boolean isFloat(OrtSession session, String input) {
    try {
      return session.getInputInfo().get(input).getInfo() instanceof TensorInfo tensor
          && tensor.type == OnnxJavaType.FLOAT;
    } catch (OrtException unreadable) {
      throw new ModelException("The detector's graph cannot be looked at", unreadable);
    }
  }
}
