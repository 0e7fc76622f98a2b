package org.maskfoundry.annotation.coco;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.json.JsonFile;

/** First every image of a file, then every annotation, one at a time. */
final class CocoPieces implements AnnotationPieces {

  /** Finds the image an id stands for. */
  interface ImageOfId {
    StatedImage image(long id) throws MalformedAnnotationException;
  }

  /** Reads what follows the list. */
  interface Rest {
    void read() throws IOException;
  }

  private final JsonFile json;
  private final CocoImages images;
  private final ImageOfId imageOfId;
  private final Iterator<AnnotatedImage> announced;
  private final Rest rest;
  private boolean ended;

  /**
   * The pieces of a file.
   *
   * @param json inside the list of annotations, before its first
   * @param announced what is given before the annotations
   * @param rest reads what follows the list, to see that the file is whole
   */
  CocoPieces(
      JsonFile json,
      CocoImages images,
      ImageOfId imageOfId,
      Iterator<AnnotatedImage> announced,
      Rest rest) {
    this.json = json;
    this.images = images;
    this.imageOfId = imageOfId;
    this.announced = announced;
    this.rest = rest;
  }

  @Override
  public Optional<AnnotatedImage> next() throws IOException {
    if (announced.hasNext()) {
      return Optional.of(announced.next());
    }
    if (ended) {
      return Optional.empty();
    }
    JsonToken token = json.nextToken();
    if (token == JsonToken.END_ARRAY) {
      ended = true;
      rest.read();
      return Optional.empty();
    }
    if (token == null) {
      throw json.expected("the rest of the annotations");
    }
    return Optional.of(piece(json.value()));
  }

  private AnnotatedImage piece(JsonNode node) {
    StatedImage image = images.unknown(0);
    String id = node.path("id").asText("");
    try {
      long imageId = JsonFields.of(node).whole("image_id");
      image = images.unknown(imageId);
      image = imageOfId.image(imageId);
      return AnnotatedImage.of(image, CocoAnnotation.of(node, images));
    } catch (MalformedAnnotationException refused) {
      return AnnotatedImage.of(image, new Refusal(refused.problem(), id, refused.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
