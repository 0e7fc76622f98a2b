package org.maskfoundry.annotation.datumaro;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.coco.CocoAnnotation;
import org.maskfoundry.annotation.json.JsonAttributes;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.shape.EllipseShape;
import org.maskfoundry.annotation.shape.PolygonShape;
import org.maskfoundry.annotation.shape.Shape;

/** One annotation of an item. */
record DatumaroAnnotation(JsonNode node, JsonFields fields) {

  private static final Set<String> READ =
      Set.of("id", "type", "points", "bbox", "rle", "attributes");

  String id() {
    return fields.label("id");
  }

  /** Why it is no mask, empty where it is one. */
  Optional<SkipReason> skipped() {
    return switch (fields.label("type")) {
      case "points", "skeleton" -> Optional.of(SkipReason.KEYPOINT);
      case "polyline" -> Optional.of(SkipReason.LINE);
      case "label",
          "caption",
          "cuboid",
          "cuboid_2d",
          "cuboid_3d",
          "depth_annotation",
          "feature_vector",
          "hash_key",
          "super_resolution_annotation",
          "tabular" ->
          Optional.of(SkipReason.NO_GEOMETRY);
      default -> Optional.empty();
    };
  }

  /**
   * The annotation.
   *
   * @param labels names by {@code label_id}
   * @throws MalformedAnnotationException where it cannot be read
   */
  StatedAnnotation read(List<String> labels) throws MalformedAnnotationException {
    Map<String, String> attributes = new TreeMap<>();
    Optional<JsonFields> said = fields.optionalObject("attributes");
    if (said.isPresent()) {
      attributes.putAll(JsonAttributes.of(node.get("attributes"), Set.of()));
    }
    attributes.putAll(JsonAttributes.of(node, READ));
    Optional<Long> label = fields.optionalWhole("label_id");
    label.ifPresent(
        number ->
            attributes.put(
                StatedAnnotation.LABEL,
                number >= 0 && number < labels.size()
                    ? labels.get(number.intValue())
                    : Long.toString(number)));
    return StatedAnnotation.of(id(), shape(), attributes);
  }

  private Shape shape() throws MalformedAnnotationException {
    return switch (fields.label("type")) {
      case "mask" -> CocoAnnotation.runs(fields.object("rle"));
      case "polygon" -> PolygonShape.of(fields.numbers("points"));
      case "bbox" -> {
        double[] box = numbers("bbox", 4, "[x, y, width, height]");
        yield PolygonShape.rectangle(box[0], box[1], box[2], box[3], 0, box[0], box[1]);
      }
      case "rotated_bbox" -> {
        double[] box = numbers("points", 5, "[centre x, centre y, width, height, degrees]");
        yield PolygonShape.rectangle(
            box[0] - box[2] / 2, box[1] - box[3] / 2, box[2], box[3], box[4], box[0], box[1]);
      }
      case "ellipse" -> {
        double[] box = numbers("points", 4, "[left, top, right, bottom]");
        yield new EllipseShape(
            (box[0] + box[2]) / 2,
            (box[1] + box[3]) / 2,
            (box[2] - box[0]) / 2,
            (box[3] - box[1]) / 2,
            0);
      }
      default ->
          throw new MalformedAnnotationException(
              AnnotationProblem.MALFORMED,
              "key type is '%s', expected mask, polygon, bbox, rotated_bbox or ellipse; convert it to a mask and export it again"
                  .formatted(fields.label("type")));
    };
  }

  private double[] numbers(String key, int count, String expected)
      throws MalformedAnnotationException {
    double[] numbers = fields.numbers(key);
    if (numbers.length != count) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key %s has %d numbers, expected %s".formatted(key, numbers.length, expected));
    }
    return numbers;
  }
}
