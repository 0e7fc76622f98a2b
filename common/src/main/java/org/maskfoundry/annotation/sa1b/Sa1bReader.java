package org.maskfoundry.annotation.sa1b;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotatedImageBuilder;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.coco.CocoAnnotation;
import org.maskfoundry.annotation.json.JsonAttributes;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.json.JsonFile;

/** Reads a record of SA-1B (dataset card), an object with {@code image} and {@code annotations}. */
public final class Sa1bReader implements AnnotationReader {

  private static final Set<String> READ = Set.of("id", "segmentation", "area", "bbox");

  /** A reader. */
  public Sa1bReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    StatedImage image = image(file);
    JsonFile json = JsonFile.open(file);
    try {
      enter(json, "annotations");
      if (json.token() != JsonToken.START_ARRAY) {
        throw json.expected("an object with a list annotations");
      }
      return new Sa1bPieces(json, image);
    } catch (IOException failure) {
      json.close();
      throw failure;
    }
  }

  private static StatedImage image(AnnotationFile file) throws IOException {
    try (JsonFile json = JsonFile.open(file)) {
      enter(json, "image");
      if (json.token() != JsonToken.START_OBJECT) {
        throw json.expected("an object with an object image");
      }
      JsonFields fields = JsonFields.of(json.value());
      return StatedImage.named(
          fields.text("file_name"),
          new StatedSize(fields.pixels("width"), fields.pixels("height")));
    } catch (MalformedAnnotationException unusable) {
      throw new AnnotationFileException(
          "%s, key image: %s; export the file again".formatted(file.name(), unusable.getMessage()),
          unusable);
    }
  }

  /** Goes to the value of a member of the file's object. */
  private static void enter(JsonFile json, String wanted) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.key().equals(wanted);
      json.nextToken();
      if (found) {
        return;
      }
      json.skip();
    }
  }

  /** A record's annotations, one at a time after the image itself. */
  private static final class Sa1bPieces implements AnnotationPieces {

    private final JsonFile json;
    private final StatedImage image;
    private boolean announced;
    private boolean ended;

    Sa1bPieces(JsonFile json, StatedImage image) {
      this.json = json;
      this.image = image;
    }

    @Override
    public Optional<AnnotatedImage> next() throws IOException {
      if (!announced) {
        announced = true;
        return Optional.of(AnnotatedImage.of(image));
      }
      if (ended) {
        return Optional.empty();
      }
      JsonToken token = json.nextToken();
      if (token == JsonToken.END_ARRAY) {
        ended = true;
        json.finish();
        return Optional.empty();
      }
      if (token == null) {
        throw json.expected("the rest of the annotations");
      }
      JsonNode node = json.value();
      AnnotatedImageBuilder piece = new AnnotatedImageBuilder(image);
      piece.add(node.path("id").asText(""), () -> annotation(node));
      return Optional.of(piece.build());
    }

    private static StatedAnnotation annotation(JsonNode node) throws MalformedAnnotationException {
      JsonFields fields = JsonFields.of(node);
      return StatedAnnotation.of(
          fields.label("id"), CocoAnnotation.shape(fields), JsonAttributes.of(node, READ));
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }
}
