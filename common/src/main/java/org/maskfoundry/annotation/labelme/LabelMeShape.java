package org.maskfoundry.annotation.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
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
 * @param place where it stands in the file
 * @param label its label
 * @param type polygon, rectangle, circle, mask or one without area
 * @param object what it shares with the other parts of its object
 * @param fields all of it
 * @param attributes what it says beyond its pixels
 */
record LabelMeShape(
    String place,
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
   * @param place where it stands in the file
   */
  static LabelMeShape of(JsonNode node, String place) throws MalformedAnnotationException {
    JsonFields fields;
    try {
      fields = JsonFields.of(node);
    } catch (MalformedAnnotationException refused) {
      throw at(place, refused);
    }
    String group = fields.label("group_id");
    String label = fields.label("label");
    // Old files have no type: all was polygons.
    String type = fields.label("shape_type").isEmpty() ? POLYGON : fields.label("shape_type");
    Map<String, String> attributes = new TreeMap<>(JsonAttributes.of(node, READ));
    attributes.put(StatedAnnotation.LABEL, label);
    // Only outlines can be put together.
    boolean joins = !group.isEmpty() && (type.equals(POLYGON) || type.equals("rectangle"));
    return new LabelMeShape(
        place, label, type, joins ? List.of(label, group) : List.of(place), fields, attributes);
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
    LabelMeShape current = parts.get(0);
    try {
      if (parts.size() == 1) {
        return StatedAnnotation.of("", current.shape(), current.attributes());
      }
      List<double[]> rings = new ArrayList<>();
      Map<String, Set<String>> said = new TreeMap<>();
      for (LabelMeShape part : parts) {
        current = part;
        rings.add(part.ring());
        part.attributes.forEach(
            (name, text) -> said.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(text));
      }
      // What the parts do not agree in is kept of each.
      Map<String, String> attributes = new TreeMap<>();
      said.forEach((name, texts) -> attributes.put(name, String.join("; ", texts)));
      return StatedAnnotation.of("", new PolygonShape(rings, List.of(), true), attributes);
    } catch (MalformedAnnotationException refused) {
      throw at(current.place, refused);
    }
  }

  /** LabelMe gives no ids: the place tells which shape it is. */
  private static MalformedAnnotationException at(
      String place, MalformedAnnotationException refused) {
    return new MalformedAnnotationException(
        refused.problem(), "%s: %s".formatted(place, refused.getMessage()));
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
