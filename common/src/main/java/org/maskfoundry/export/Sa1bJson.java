package org.maskfoundry.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.mask.RleMask;

/**
 * Writes the JSON of SA-1B's released records: {@code image} with {@code image_id}, {@code width},
 * {@code height} and {@code file_name}, and {@code annotations} with {@code id}, {@code
 * segmentation} (compressed COCO RLE), {@code bbox} {@code [x, y, w, h]} as max − min, {@code
 * area}, {@code predicted_iou}, {@code stability_score}, {@code crop_box} and {@code point_coords};
 * the last four are left out where a mask has none, as one that a person drew.
 */
public final class Sa1bJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Sa1bJson() {}

  /** A generator for pieces of such JSON; closing it leaves the stream open. */
  public static JsonGenerator generator(OutputStream stream) throws IOException {
    return FACTORY.createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  /** One image's record, UTF-8. */
  public static byte[] record(ImageReference image, List<MaskAnnotation> annotations)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = generator(bytes)) {
      json.writeStartObject();
      writeImage(json, image);
      json.writeArrayFieldStart("annotations");
      for (MaskAnnotation annotation : annotations) {
        writeAnnotation(json, annotation);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Writes the member {@code image}. */
  public static void writeImage(JsonGenerator json, ImageReference image) throws IOException {
    json.writeObjectFieldStart("image");
    json.writeNumberField("image_id", image.imageId());
    json.writeNumberField("width", image.width());
    json.writeNumberField("height", image.height());
    json.writeStringField("file_name", image.fileName());
    json.writeEndObject();
  }

  private static void writeAnnotation(JsonGenerator json, MaskAnnotation annotation)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", annotation.id());
    writeSegmentation(json, annotation.mask());
    writeBox(json, "bbox", annotation.mask().box().toSa1b());
    json.writeNumberField("area", annotation.mask().area());
    if (annotation.predictedIou().isPresent()) {
      json.writeNumberField("predicted_iou", annotation.predictedIou().get());
    }
    if (annotation.stabilityScore().isPresent()) {
      json.writeNumberField("stability_score", annotation.stabilityScore().get());
    }
    if (annotation.cropBox().isPresent()) {
      writeBox(json, "crop_box", annotation.cropBox().get());
    }
    if (!annotation.pointCoords().isEmpty()) {
      writePoints(json, annotation.pointCoords());
    }
    json.writeEndObject();
  }

  /** Writes the member {@code segmentation}: {@code size} as [h, w] and compressed counts. */
  public static void writeSegmentation(JsonGenerator json, RleMask mask) throws IOException {
    json.writeObjectFieldStart("segmentation");
    json.writeFieldName("size");
    json.writeArray(new int[] {mask.height(), mask.width()}, 0, 2);
    json.writeStringField("counts", mask.toCocoString());
    json.writeEndObject();
  }

  /** Writes a box {@code [x, y, w, h]} as a member. */
  public static void writeBox(JsonGenerator json, String name, int[] box) throws IOException {
    json.writeFieldName(name);
    json.writeArray(box, 0, box.length);
  }

  private static void writePoints(JsonGenerator json, List<double[]> points) throws IOException {
    json.writeArrayFieldStart("point_coords");
    for (double[] point : points) {
      json.writeArray(point, 0, point.length);
    }
    json.writeEndArray();
  }
}
