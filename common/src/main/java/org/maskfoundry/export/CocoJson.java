package org.maskfoundry.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;

/**
 * Writes COCO instances (<a href="https://cocodataset.org/#format-data">format</a>) as a stream:
 * first all categories, then all images, then all annotations. Segmentations are canonical
 * compressed runs with {@code counts} as a string; areas are whole numbers, boxes COCO's. What COCO
 * has no member for stands in {@code attributes}. For one thread.
 */
public final class CocoJson implements Closeable {

  /** The category of masks without a label. */
  public static final String UNLABELLED = "object";

  private static final String LABEL = "label";

  /**
   * What is said of every mask; a tool's own of these names would be a member for the second time.
   */
  private static final Set<String> STATED = Set.of(LABEL, "source", "annotator", "tool_id");

  private final JsonGenerator json;
  private final List<String> categories;
  private String list = "";

  /**
   * Begins a file.
   *
   * @param categories the labels of all masks, in the order of their ids, which count from 1
   */
  public CocoJson(OutputStream stream, List<String> categories) throws IOException {
    this.json = Sa1bJson.generator(stream);
    this.categories = List.copyOf(categories);
    json.writeStartObject();
    enter("categories");
    for (int i = 0; i < categories.size(); i++) {
      json.writeStartObject();
      json.writeNumberField("id", i + 1);
      json.writeStringField("name", categories.get(i));
      json.writeEndObject();
    }
  }

  private void enter(String name) throws IOException {
    if (!list.equals(name)) {
      if (!list.isEmpty()) {
        json.writeEndArray();
      }
      json.writeArrayFieldStart(name);
      list = name;
    }
  }

  /** Adds an image; its file name is its path relative to the source. */
  public void image(ImageReference image) throws IOException {
    enter("images");
    json.writeStartObject();
    json.writeNumberField("id", image.imageId());
    json.writeStringField("file_name", image.fileName());
    json.writeNumberField("width", image.width());
    json.writeNumberField("height", image.height());
    json.writeEndObject();
  }

  /**
   * Adds a mask, after all images.
   *
   * @throws IllegalArgumentException where its label is not among the categories
   */
  public void annotation(ImageReference image, MaskAnnotation annotation) throws IOException {
    enter("annotations");
    String label = Optional.ofNullable(annotation.attributes().get(LABEL)).orElse(UNLABELLED);
    int category = categories.indexOf(label) + 1;
    if (category == 0) {
      throw new IllegalArgumentException("No category is named " + label);
    }
    json.writeStartObject();
    json.writeNumberField("id", annotation.id());
    json.writeNumberField("image_id", image.imageId());
    json.writeNumberField("category_id", category);
    json.writeNumberField("iscrowd", 0);
    Sa1bJson.writeSegmentation(json, annotation.mask());
    json.writeNumberField("area", annotation.mask().area());
    Sa1bJson.writeBox(json, "bbox", annotation.mask().box().toCoco());
    if (annotation.predictedIou().isPresent()) {
      json.writeNumberField("score", annotation.predictedIou().get());
    }
    writeAttributes(annotation);
    json.writeEndObject();
  }

  private void writeAttributes(MaskAnnotation annotation) throws IOException {
    json.writeObjectFieldStart("attributes");
    json.writeStringField("source", annotation.source().tableName());
    if (annotation.annotator().isPresent()) {
      json.writeStringField("annotator", annotation.annotator().get());
    }
    if (annotation.toolId().isPresent()) {
      json.writeStringField("tool_id", annotation.toolId().get());
    }
    for (Map.Entry<String, String> said : annotation.attributes().entrySet()) {
      if (!STATED.contains(said.getKey())) {
        json.writeStringField(said.getKey(), said.getValue());
      }
    }
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    if (list.equals("categories")) {
      enter("images");
    }
    enter("annotations");
    json.writeEndArray();
    json.writeEndObject();
    json.close();
  }
}
