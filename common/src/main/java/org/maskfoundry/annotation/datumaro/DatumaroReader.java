package org.maskfoundry.annotation.datumaro;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotatedImageBuilder;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.json.JsonFile;
import org.maskfoundry.annotation.json.JsonListPieces;

/**
 * Reads Datumaro's JSON, item by item (<a
 * href="https://open-edge-platform.github.io/datumaro/latest/docs/data-formats/formats/datumaro.html">format</a>).
 */
public final class DatumaroReader implements AnnotationReader {

  /** A reader. */
  public DatumaroReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    List<String> labels = labels(file);
    JsonFile json = JsonFile.open(file);
    try {
      if (!json.enter("items") || json.token() != JsonToken.START_ARRAY) {
        throw json.expected("an object with a list items");
      }
      return new Items(file.name(), json, labels);
    } catch (IOException failure) {
      json.close();
      throw failure;
    }
  }

  private static List<String> labels(AnnotationFile file) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonFile json = JsonFile.open(file)) {
      if (json.enter("categories") && json.token() == JsonToken.START_OBJECT) {
        for (JsonNode label : json.value().path("label").path("labels")) {
          names.add(label.path("name").asText(""));
        }
      }
    } catch (AnnotationFileException cut) {
      // The file ends before its labels; the items before that are still given.
      return names;
    }
    return names;
  }

  /** Items one after the other. */
  private static final class Items extends JsonListPieces {

    private final String file;
    private final List<String> labels;

    Items(String file, JsonFile json, List<String> labels) {
      super(json, true);
      this.file = file;
      this.labels = labels;
    }

    @Override
    protected AnnotatedImage piece(JsonNode node) {
      String id = node.path("id").asText("");
      JsonNode media = node.has("image") ? node.path("image") : node.path("media");
      String path = media.path("path").asText("");
      StatedImage named =
          new StatedImage(
              path.isEmpty() ? List.of() : List.of(path),
              List.of(id.isEmpty() ? "an item of " + file : id),
              size(media.path("size")));
      AnnotatedImageBuilder image = new AnnotatedImageBuilder(named);
      try {
        for (JsonNode annotation : JsonFields.of(node).list("annotations")) {
          add(annotation, image);
        }
      } catch (MalformedAnnotationException refused) {
        image.refuse("", refused);
      }
      return image.build();
    }

    private void add(JsonNode node, AnnotatedImageBuilder image) {
      DatumaroAnnotation annotation;
      try {
        annotation = new DatumaroAnnotation(node, JsonFields.of(node));
      } catch (MalformedAnnotationException refused) {
        image.refuse("", refused);
        return;
      }
      Optional<SkipReason> skipped = annotation.skipped();
      if (skipped.isPresent()) {
        image.skip(skipped.get());
      } else {
        image.add(annotation.id(), () -> annotation.read(labels));
      }
    }

    /** {@code [height, width]}; null where there is no such size. */
    private static StatedSize size(JsonNode size) {
      int height = size.path(0).asInt(0);
      int width = size.path(1).asInt(0);
      return height > 0 && width > 0 ? new StatedSize(width, height) : null;
    }
  }
}
