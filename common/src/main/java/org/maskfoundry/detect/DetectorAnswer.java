package org.maskfoundry.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maskfoundry.detect.DetectorSettings.BoxFormat;
import org.maskfoundry.detect.DetectorSettings.Scoring;
import org.maskfoundry.model.ModelException;

/** Reads what a graph of a family answered into boxes of the frame the family answers in. */
final class DetectorAnswer {

  private final DetectorFamily family;
  private final DetectorSettings settings;
  private final BoxFormat format;

  DetectorAnswer(DetectorFamily family, DetectorSettings settings) {
    this.family = family;
    this.settings = settings;
    this.format = family.boxFormat(settings);
  }

  /** All boxes that are sure enough. */
  List<DetectedBox> boxes(Map<String, OutputValues> outputs) {
    return switch (family) {
      case TORCHVISION, RT_DETR -> scored(outputs.get("boxes"), outputs.get("scores"));
      case YOLO -> columns(outputs.values().iterator().next());
      case YOLO_WITH_NMS -> rows(outputs.values().iterator().next());
      case DETR -> queries(outputs.get("pred_boxes"), outputs.get("logits"));
    };
  }

  private List<DetectedBox> scored(OutputValues boxes, OutputValues scores) {
    if (boxes.values().length != 4 * scores.values().length) {
      throw new ModelException(
          "The detector gave %d numbers of boxes and %d scores: expected four numbers a score"
              .formatted(boxes.values().length, scores.values().length));
    }
    List<DetectedBox> found = new ArrayList<>();
    for (int i = 0; i < scores.values().length; i++) {
      add(found, boxes.values(), 4 * i, 1, scores.values()[i]);
    }
    return found;
  }

  private List<DetectedBox> columns(OutputValues output) {
    int anchors = output.side(2);
    int classes = output.side(1) - 4;
    if (classes < 1 || output.side(1) >= anchors) {
      throw new ModelException(
          "The detector gave [1, %d, %d]: expected [1, 4 + classes, anchors] with more anchors than rows, as YOLOv8 and 11 answer; older YOLOs (a row for each anchor, [1, anchors, 5 + classes]) are not read, export with suppression in the graph"
              .formatted(output.side(1), anchors));
    }
    List<DetectedBox> found = new ArrayList<>();
    for (int anchor = 0; anchor < anchors; anchor++) {
      float best = Float.NEGATIVE_INFINITY;
      for (int label = 0; label < classes; label++) {
        best = Math.max(best, output.values()[(4 + label) * anchors + anchor]);
      }
      add(found, output.values(), anchor, anchors, best);
    }
    return found;
  }

  private List<DetectedBox> rows(OutputValues output) {
    int size = output.side(2);
    List<DetectedBox> found = new ArrayList<>();
    for (int row = 0; row < output.values().length; row += size) {
      add(found, output.values(), row, 1, output.values()[row + 4]);
    }
    return found;
  }

  private List<DetectedBox> queries(OutputValues boxes, OutputValues logits) {
    int classes = logits.side(2);
    List<DetectedBox> found = new ArrayList<>();
    for (int query = 0; query < boxes.values().length / 4; query++) {
      double score =
          settings.scoring() == Scoring.SOFTMAX
              ? softmax(logits.values(), query * classes, classes)
              : sigmoid(logits.values(), query * classes, classes);
      add(found, boxes.values(), 4 * query, 1, score);
    }
    return found;
  }

  /** The greatest share of any class but the last. */
  private static double softmax(float[] logits, int start, int classes) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      top = Math.max(top, logits[start + i]);
    }
    double sum = 0;
    double best = 0;
    for (int i = 0; i < classes; i++) {
      double share = Math.exp(logits[start + i] - top);
      sum += share;
      best = i < classes - 1 ? Math.max(best, share) : best;
    }
    return best / sum;
  }

  private static double sigmoid(float[] logits, int start, int classes) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      top = Math.max(top, logits[start + i]);
    }
    return 1 / (1 + Math.exp(-top));
  }

  private void add(List<DetectedBox> found, float[] values, int start, int stride, double score) {
    if (score >= settings.scoreThreshold()) {
      double first = values[start];
      double second = values[start + stride];
      double third = values[start + 2 * stride];
      double fourth = values[start + 3 * stride];
      found.add(
          format == BoxFormat.CXCYWH
              ? new DetectedBox(
                  first - third / 2,
                  second - fourth / 2,
                  first + third / 2,
                  second + fourth / 2,
                  score)
              : new DetectedBox(first, second, third, fourth, score));
    }
  }
}
