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
import org.maskfoundry.annotation.json.JsonListPieces;

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
      if (!json.enter("annotations") || json.token() != JsonToken.START_ARRAY) {
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
      if (!json.enter("image") || json.token() != JsonToken.START_OBJECT) {
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

  /** A record's annotations, one at a time after the image itself. */
  private static final class Sa1bPieces extends JsonListPieces {

    private final StatedImage image;
    private boolean announced;

    Sa1bPieces(JsonFile json, StatedImage image) {
      super(json, true);
      this.image = image;
    }

    @Override
    public Optional<AnnotatedImage> next() throws IOException {
      if (!announced) {
        announced = true;
        return Optional.of(AnnotatedImage.of(image));
      }
      return super.next();
    }

    @Override
    protected AnnotatedImage piece(JsonNode node) {
      AnnotatedImageBuilder piece = new AnnotatedImageBuilder(image);
      piece.add(node.path("id").asText(""), () -> annotation(node));
      return piece.build();
    }

    private static StatedAnnotation annotation(JsonNode node) throws MalformedAnnotationException {
      JsonFields fields = JsonFields.of(node);
      return StatedAnnotation.of(
          fields.label("id"), CocoAnnotation.shape(fields), JsonAttributes.of(node, READ));
    }
  }
}
