package org.maskfoundry.annotation.cvat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.shape.EllipseShape;
import org.maskfoundry.annotation.shape.PlacedMask;
import org.maskfoundry.annotation.shape.PolygonShape;
import org.maskfoundry.annotation.shape.Shape;
import org.maskfoundry.annotation.shape.StatedRuns;

/**
 * One element of an image.
 *
 * @param element what kind of shape it is
 * @param values its attributes in the file
 * @param said what the tool's user-defined attributes say
 */
record CvatShape(String element, Map<String, String> values, Map<String, String> said) {

  private static final Set<String> GEOMETRY =
      Set.of(
          "points",
          "xtl",
          "ytl",
          "xbr",
          "ybr",
          "cx",
          "cy",
          "rx",
          "ry",
          "rotation",
          "rle",
          "left",
          "top",
          "width",
          "height",
          "id");

  /** Why it is no mask, empty where it is one. */
  Optional<SkipReason> skipped() {
    return switch (element) {
      case "polygon", "box", "ellipse", "mask" -> Optional.empty();
      case "polyline" -> Optional.of(SkipReason.LINE);
      case "points", "skeleton" -> Optional.of(SkipReason.KEYPOINT);
      default -> Optional.of(SkipReason.NO_GEOMETRY);
    };
  }

  /** The tool gives shapes no id in this format, only some versions do. */
  String id() {
    return values.getOrDefault("id", "");
  }

  /**
   * The annotation.
   *
   * @throws MalformedAnnotationException where it cannot be read
   */
  StatedAnnotation annotation() throws MalformedAnnotationException {
    Map<String, String> attributes = new TreeMap<>(said);
    values.forEach(
        (key, value) -> {
          if (!GEOMETRY.contains(key) && !value.isEmpty()) {
            attributes.put(key, value);
          }
        });
    return StatedAnnotation.of(id(), shape(), attributes);
  }

  private Shape shape() throws MalformedAnnotationException {
    return switch (element) {
      case "polygon" -> PolygonShape.of(points());
      case "box" -> box();
      case "ellipse" ->
          new EllipseShape(number("cx"), number("cy"), number("rx"), number("ry"), rotation());
      case "mask" -> mask();
      default ->
          throw new MalformedAnnotationException(
              AnnotationProblem.MALFORMED, "element %s draws no area".formatted(element));
    };
  }

  /** Turned about its centre. */
  private Shape box() throws MalformedAnnotationException {
    double left = number("xtl");
    double top = number("ytl");
    double width = number("xbr") - left;
    double height = number("ybr") - top;
    return PolygonShape.rectangle(
        left, top, width, height, rotation(), left + width / 2, top + height / 2);
  }

  private Shape mask() throws MalformedAnnotationException {
    String[] texts = text("rle").split(",", -1);
    int[] runs = new int[texts.length];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = whole("rle", texts[i].strip());
    }
    int width = whole("width", text("width"));
    int height = whole("height", text("height"));
    return PlacedMask.of(
        whole("left", text("left")),
        whole("top", text("top")),
        StatedRuns.rowMajorMask(height, width, runs));
  }

  private double[] points() throws MalformedAnnotationException {
    String[] corners = text("points").split(";", -1);
    double[] coordinates = new double[2 * corners.length];
    for (int i = 0; i < corners.length; i++) {
      String[] xy = corners[i].split(",", -1);
      if (xy.length != 2) {
        throw malformed("points", corners[i], "x,y;x,y");
      }
      coordinates[2 * i] = decimal("points", xy[0]);
      coordinates[2 * i + 1] = decimal("points", xy[1]);
    }
    return coordinates;
  }

  private double rotation() throws MalformedAnnotationException {
    return values.containsKey("rotation") ? number("rotation") : 0;
  }

  private double number(String key) throws MalformedAnnotationException {
    return decimal(key, text(key));
  }

  private String text(String key) throws MalformedAnnotationException {
    String text = values.get(key);
    if (text == null) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "%s: attribute %s is missing; export it again".formatted(element, key));
    }
    return text;
  }

  private double decimal(String key, String text) throws MalformedAnnotationException {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException noNumber) {
      // Said below, as for what is not finite.
    }
    throw malformed(key, text, "a number");
  }

  private int whole(String key, String text) throws MalformedAnnotationException {
    double value = decimal(key, text);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw malformed(key, text, "a whole number");
    }
    return (int) value;
  }

  private MalformedAnnotationException malformed(String key, String found, String expected) {
    String shown = found.length() > 40 ? found.substring(0, 40) + " ..." : found;
    return new MalformedAnnotationException(
        AnnotationProblem.MALFORMED,
        "%s: attribute %s has %s, expected %s".formatted(element, key, shown, expected));
  }
}
