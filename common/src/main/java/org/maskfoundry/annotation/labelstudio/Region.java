package org.maskfoundry.annotation.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.json.JsonAttributes;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.shape.EllipseShape;
import org.maskfoundry.annotation.shape.FrameMask;
import org.maskfoundry.annotation.shape.PolygonShape;
import org.maskfoundry.annotation.shape.Shape;

/** One element of a {@code result}: a region, or something said of one. */
final class Region {

  /** What an element draws. */
  enum Kind {
    BRUSH,
    BITMASK,
    POLYGON,
    ELLIPSE,
    RECTANGLE,
    KEYPOINT,
    NONE
  }

  private static final double PERCENT = 100.0;

  private static final Set<String> GEOMETRY =
      Set.of(
          "x",
          "y",
          "width",
          "height",
          "rotation",
          "radiusX",
          "radiusY",
          "points",
          "closed",
          "rle",
          "format",
          "imageDataURL");

  private final JsonNode node;
  private final JsonFields fields;
  private final JsonNode value;

  Region(JsonNode element) throws MalformedAnnotationException {
    this.node = element;
    this.fields = JsonFields.of(element);
    this.value = element.path("value");
  }

  String id() {
    return fields.label("id");
  }

  /** The element as it is. */
  JsonNode node() {
    return node;
  }

  JsonFields fields() {
    return fields;
  }

  JsonNode value() {
    return value;
  }

  /** Told by the value, since a drawing tool and its labels may be two elements of other types. */
  Kind kind() {
    if (fields.label("type").startsWith("keypoint")) {
      return Kind.KEYPOINT;
    }
    if (value.has("rle")) {
      return Kind.BRUSH;
    }
    if (value.has("imageDataURL")) {
      return Kind.BITMASK;
    }
    if (value.has("points")) {
      return Kind.POLYGON;
    }
    if (value.has("radiusX")) {
      return Kind.ELLIPSE;
    }
    if (value.has("x") && value.has("y")) {
      return value.has("height") ? Kind.RECTANGLE : Kind.KEYPOINT;
    }
    return Kind.NONE;
  }

  boolean isArea() {
    return switch (kind()) {
      case BRUSH, BITMASK, POLYGON, ELLIPSE, RECTANGLE -> true;
      case KEYPOINT, NONE -> false;
    };
  }

  /** Texts, choices and ratings; the tool may repeat beside them what was drawn. */
  Map<String, String> texts() {
    return JsonAttributes.of(value, GEOMETRY).entrySet().stream()
        .filter(member -> !member.getKey().endsWith("labels"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The labels, whatever the control is called. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    value
        .properties()
        .forEach(
            member -> {
              if (member.getKey().endsWith("labels") && member.getValue().isArray()) {
                member.getValue().forEach(label -> labels.add(label.asText()));
              }
            });
    return labels;
  }

  /** The image's size at the time, empty where it is not stated. */
  Optional<StatedSize> size() throws MalformedAnnotationException {
    boolean stated =
        fields.node("original_width").isPresent() && fields.node("original_height").isPresent();
    return stated
        ? Optional.of(
            new StatedSize(fields.pixels("original_width"), fields.pixels("original_height")))
        : Optional.empty();
  }

  /**
   * What was drawn.
   *
   * @throws MalformedAnnotationException where it cannot be read, or no size is stated
   */
  Shape shape() throws MalformedAnnotationException {
    Optional<StatedSize> stated = size();
    if (stated.isEmpty()) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MISSING_SIZE,
          "keys original_width and original_height are missing and coordinates are percent; export it from a newer version of the tool");
    }
    StatedSize size = stated.get();
    JsonFields drawn = JsonFields.of(value);
    return switch (kind()) {
      case BRUSH ->
          FrameMask.of(
              BrushCodec.decode(
                  size.height(), size.width(), JsonFields.wholes("key rle", value.get("rle"))));
      case BITMASK ->
          throw new MalformedAnnotationException(
              AnnotationProblem.MALFORMED,
              "it is drawn with BitmaskLabels, whose pictures are not read; export it as COCO or draw with BrushLabels");
      case POLYGON -> polygon(drawn, size);
      case ELLIPSE ->
          new EllipseShape(
              pixels(drawn, "x", size.width()),
              pixels(drawn, "y", size.height()),
              pixels(drawn, "radiusX", size.width()),
              pixels(drawn, "radiusY", size.height()),
              drawn.optionalNumber("rotation").orElse(0.0));
      case RECTANGLE -> rectangle(drawn, size);
      case KEYPOINT, NONE ->
          throw new MalformedAnnotationException(
              AnnotationProblem.MALFORMED, "the element draws no area");
    };
  }

  private static Shape polygon(JsonFields drawn, StatedSize size)
      throws MalformedAnnotationException {
    double[] points = drawn.points("points");
    for (int i = 0; i < points.length; i += 2) {
      points[i] = points[i] / PERCENT * size.width();
      points[i + 1] = points[i + 1] / PERCENT * size.height();
    }
    boolean finished = drawn.node("closed").isEmpty() || drawn.flag("closed");
    return new PolygonShape(List.of(points), List.of(), finished);
  }

  /** Turned about its stored corner. */
  private static Shape rectangle(JsonFields drawn, StatedSize size)
      throws MalformedAnnotationException {
    double left = pixels(drawn, "x", size.width());
    double top = pixels(drawn, "y", size.height());
    return PolygonShape.rectangle(
        left,
        top,
        pixels(drawn, "width", size.width()),
        pixels(drawn, "height", size.height()),
        drawn.optionalNumber("rotation").orElse(0.0),
        left,
        top);
  }

  private static double pixels(JsonFields drawn, String key, int side)
      throws MalformedAnnotationException {
    return drawn.number(key) / PERCENT * side;
  }
}
