package org.maskfoundry.annotation;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.maskfoundry.annotation.json.JsonFile;

/**
 * Tells JSON formats apart by the keys of their outermost object and of the first element of their
 * lists; reads no further than it has to, since what hangs on a key may be gigabytes.
 */
final class JsonRecognition {

  /** Lists that only one format has. */
  private static final Map<String, AnnotationFormat> BY_LIST =
      Map.of(
          "images", AnnotationFormat.COCO,
          "categories", AnnotationFormat.COCO,
          "predictions", AnnotationFormat.LABEL_STUDIO,
          "shapes", AnnotationFormat.LABELME,
          "items", AnnotationFormat.DATUMARO,
          "objects", AnnotationFormat.SUPERVISELY);

  /** Objects that only one format has. */
  private static final Map<String, AnnotationFormat> BY_OBJECT =
      Map.of("image", AnnotationFormat.SA_1B, "data", AnnotationFormat.LABEL_STUDIO);

  private JsonRecognition() {}

  static Optional<AnnotationFormat> recognise(AnnotationFile file) throws IOException {
    try (JsonFile json = JsonFile.open(file)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        return ofObject(json);
      }
      if (first == JsonToken.START_ARRAY && json.nextToken() == JsonToken.START_OBJECT) {
        return ofElement(json);
      }
      return Optional.empty();
    }
  }

  private static Optional<AnnotationFormat> ofObject(JsonFile json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Optional<AnnotationFormat> format = ofMember(json.key(), json);
      if (format.isPresent()) {
        return format;
      }
    }
    return Optional.empty();
  }

  /** Looks at a member's value, and passes over it where it does not tell. */
  private static Optional<AnnotationFormat> ofMember(String key, JsonFile json) throws IOException {
    JsonToken value = json.nextToken();
    if (value == JsonToken.START_OBJECT && BY_OBJECT.containsKey(key)) {
      return Optional.of(BY_OBJECT.get(key));
    }
    if (value == JsonToken.START_ARRAY && BY_LIST.containsKey(key)) {
      return Optional.of(BY_LIST.get(key));
    }
    if (value == JsonToken.START_ARRAY && key.equals("annotations")) {
      return json.nextToken() == JsonToken.START_OBJECT ? ofAnnotation(keys(json)) : rest(json);
    }
    json.skip();
    return Optional.empty();
  }

  private static Optional<AnnotationFormat> rest(JsonFile json) throws IOException {
    while (json.token() != JsonToken.END_ARRAY) {
      json.skip();
      if (json.nextToken() == null) {
        throw json.expected("the rest of the list");
      }
    }
    return Optional.empty();
  }

  private static Optional<AnnotationFormat> ofAnnotation(Set<String> keys) {
    if (keys.contains("image_id")) {
      return Optional.of(AnnotationFormat.COCO);
    }
    return Optional.of(
        keys.contains("segmentation") ? AnnotationFormat.SA_1B : AnnotationFormat.LABEL_STUDIO);
  }

  private static Optional<AnnotationFormat> ofElement(JsonFile json) throws IOException {
    Set<String> keys = keys(json);
    if (keys.contains("image_id")) {
      return Optional.of(AnnotationFormat.COCO_RESULTS);
    }
    return keys.contains("data") || keys.contains("annotations")
        ? Optional.of(AnnotationFormat.LABEL_STUDIO)
        : Optional.empty();
  }

  /** The keys of the object that begins here. */
  private static Set<String> keys(JsonFile json) throws IOException {
    Set<String> keys = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      keys.add(json.key());
      json.nextToken();
      json.skip();
    }
    return keys;
  }
}
