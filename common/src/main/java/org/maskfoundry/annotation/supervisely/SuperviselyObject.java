package org.maskfoundry.annotation.supervisely;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.Work;
import org.maskfoundry.annotation.json.JsonAttributes;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.png.PngMask;
import org.maskfoundry.annotation.shape.PlacedMask;
import org.maskfoundry.annotation.shape.PolygonShape;
import org.maskfoundry.annotation.shape.Shape;

/** One object of a file. */
record SuperviselyObject(JsonNode node, JsonFields fields) {

  private static final Set<String> READ =
      Set.of("id", "bitmap", "points", "geometryType", "classTitle", "labelerLogin");
  private static final int MOST_BYTES = 256 << 20;

  String id() {
    return fields.label("id");
  }

  /** Why it is no mask, empty where it is one. */
  Optional<SkipReason> skipped() {
    return switch (fields.label("geometryType")) {
      case "point", "graph" -> Optional.of(SkipReason.KEYPOINT);
      case "line", "polyline" -> Optional.of(SkipReason.LINE);
      case "cuboid", "cuboid_3d", "point_3d", "point_cloud", "mask_3d", "closed_surface_mesh" ->
          Optional.of(SkipReason.NO_GEOMETRY);
      default -> Optional.empty();
    };
  }

  /**
   * The object's annotation.
   *
   * @throws MalformedAnnotationException where it cannot be read
   */
  StatedAnnotation annotation() throws MalformedAnnotationException {
    Map<String, String> attributes = new TreeMap<>(JsonAttributes.of(node, READ));
    attributes.put(StatedAnnotation.LABEL, fields.label("classTitle"));
    Shape shape =
        switch (fields.label("geometryType")) {
          case "bitmap" -> bitmap();
          case "polygon" -> polygon();
          case "rectangle" -> rectangle();
          default ->
              throw new MalformedAnnotationException(
                  AnnotationProblem.MALFORMED,
                  "key geometryType is '%s', expected bitmap, polygon or rectangle; convert it to a bitmap and export it again"
                      .formatted(fields.label("geometryType")));
        };
    Work work = new Work(fields.label("labelerLogin"), Double.NaN);
    return new StatedAnnotation(id(), shape, work, Double.NaN, attributes);
  }

  private Shape bitmap() throws MalformedAnnotationException {
    JsonFields bitmap = fields.object("bitmap");
    double[] origin = bitmap.numbers("origin");
    if (origin.length != 2) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key origin has %d numbers, expected [x, y]".formatted(origin.length));
    }
    return PlacedMask.of(
        (int) origin[0],
        (int) origin[1],
        PngMask.read("key bitmap.data", inflated(bitmap.text("data"))));
  }

  private static byte[] inflated(String data) throws MalformedAnnotationException {
    try (InflaterInputStream stream =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getMimeDecoder().decode(data)))) {
      return stream.readNBytes(MOST_BYTES);
    } catch (IOException | IllegalArgumentException notPacked) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key bitmap.data is no deflated base64 (%s); export it again"
              .formatted(notPacked.getMessage()));
    }
  }

  private Shape polygon() throws MalformedAnnotationException {
    JsonFields points = fields.object("points");
    List<double[]> holes = new ArrayList<>();
    for (JsonNode hole : points.list("interior")) {
      holes.add(JsonFields.points("key points.interior", hole));
    }
    return new PolygonShape(List.of(points.points("exterior")), holes, true);
  }

  private Shape rectangle() throws MalformedAnnotationException {
    double[] corners = fields.object("points").points("exterior");
    if (corners.length != 4) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key points.exterior has %d points, expected two corners".formatted(corners.length / 2));
    }
    double left = corners[0];
    double top = corners[1];
    return PolygonShape.rectangle(left, top, corners[2] - left, corners[3] - top, 0, left, top);
  }
}
