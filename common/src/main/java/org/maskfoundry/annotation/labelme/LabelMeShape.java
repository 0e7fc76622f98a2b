package org.maskfoundry.annotation.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.json.JsonAttributes;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.png.PngMask;
import org.maskfoundry.annotation.shape.EllipseShape;
import org.maskfoundry.annotation.shape.PlacedMask;
import org.maskfoundry.annotation.shape.PolygonShape;
import org.maskfoundry.annotation.shape.Shape;

/**
 * One shape of a file.
 *
 * @param label its label
 * @param type polygon, rectangle, circle, mask or one without area
 * @param object what it shares with the other parts of its object
 * @param fields all of it
 * @param attributes what it says beyond its pixels
 */
record LabelMeShape(
    String label,
    String type,
    List<String> object,
    JsonFields fields,
    Map<String, String> attributes) {

  private static final Set<String> READ = Set.of("label", "points", "mask", "shape_type");
  private static final String POLYGON = "polygon";

  /**
   * Reads a shape.
   *
   * @param alone what tells it from all others where it is in no group
   */
  static LabelMeShape of(JsonNode node, int alone) throws MalformedAnnotationException {
    JsonFields fields = JsonFields.of(node);
    String group = fields.label("group_id");
    String label = fields.label("label");
    // Old files have no type: all was polygons.
    String type = fields.label("shape_type").isEmpty() ? POLYGON : fields.label("shape_type");
    Map<String, String> attributes = new TreeMap<>(JsonAttributes.of(node, READ));
    attributes.put(StatedAnnotation.LABEL, label);
    // Only outlines can be put together.
    boolean joins = !group.isEmpty() && (type.equals(POLYGON) || type.equals("rectangle"));
    return new LabelMeShape(
        label,
        type,
        joins ? List.of(label, group) : List.of(Integer.toString(alone)),
        fields,
        attributes);
  }

  /** Why it is no mask, empty where it is one. */
  Optional<SkipReason> skipped() {
    return switch (type) {
      case "point", "points" -> Optional.of(SkipReason.KEYPOINT);
      case "line", "linestrip" -> Optional.of(SkipReason.LINE);
      default -> Optional.empty();
    };
  }

  /**
   * The annotation of an object.
   *
   * @param parts its shapes, several only of those with outlines
   * @throws MalformedAnnotationException where one cannot be read
   */
  static StatedAnnotation annotation(List<LabelMeShape> parts) throws MalformedAnnotationException {
    LabelMeShape first = parts.get(0);
    Shape shape;
    if (parts.size() == 1) {
      shape = first.shape();
    } else {
      List<double[]> rings = new ArrayList<>();
      for (LabelMeShape part : parts) {
        rings.add(part.ring());
      }
      shape = new PolygonShape(rings, List.of(), true);
    }
    return StatedAnnotation.of("", shape, first.attributes());
  }

  private Shape shape() throws MalformedAnnotationException {
    return switch (type) {
      case POLYGON, "rectangle" -> PolygonShape.of(ring());
      case "circle" -> circle();
      case "mask" -> mask();
      default ->
          throw new MalformedAnnotationException(
              AnnotationProblem.MALFORMED,
              "key shape_type is %s, expected polygon, rectangle, circle or mask".formatted(type));
    };
  }

  private double[] ring() throws MalformedAnnotationException {
    double[] points = fields.points("points");
    if (!type.equals("rectangle")) {
      return points;
    }
    if (points.length != 4) {
      throw corners(points, "two opposite corners");
    }
    return new double[] {
      points[0], points[1], points[2], points[1], points[2], points[3], points[0], points[3]
    };
  }

  /** A centre and a point on the rim. */
  private Shape circle() throws MalformedAnnotationException {
    double[] points = fields.points("points");
    if (points.length != 4) {
      throw corners(points, "a centre and a point on the rim");
    }
    double radius = Math.hypot(points[2] - points[0], points[3] - points[1]);
    return new EllipseShape(points[0], points[1], radius, radius, 0);
  }

  private Shape mask() throws MalformedAnnotationException {
    double[] points = fields.points("points");
    if (points.length < 2) {
      throw corners(points, "the mask's upper left corner");
    }
    byte[] png;
    try {
      png = Base64.getMimeDecoder().decode(fields.text("mask"));
    } catch (IllegalArgumentException notEncoded) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key mask is no base64 (%s); save it again in the tool"
              .formatted(notEncoded.getMessage()));
    }
    return PlacedMask.of(
        (int) Math.rint(points[0]), (int) Math.rint(points[1]), PngMask.read("key mask", png));
  }

  private static MalformedAnnotationException corners(double[] points, String expected) {
    return new MalformedAnnotationException(
        AnnotationProblem.MALFORMED,
        "key points has %d points, expected %s".formatted(points.length / 2, expected));
  }
}
