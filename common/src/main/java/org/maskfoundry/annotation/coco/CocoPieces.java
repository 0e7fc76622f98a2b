package org.maskfoundry.annotation.coco;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.json.JsonFile;
import org.maskfoundry.annotation.json.JsonListPieces;

/** First every image of a file, then every annotation, one at a time. */
final class CocoPieces extends JsonListPieces {

  /** Finds the image an id stands for. */
  interface ImageOfId {
    StatedImage image(long id) throws MalformedAnnotationException;
  }

  private final CocoImages images;
  private final ImageOfId imageOfId;
  private final Iterator<AnnotatedImage> announced;

  private CocoPieces(
      JsonFile json,
      boolean inObject,
      CocoImages images,
      ImageOfId imageOfId,
      Iterator<AnnotatedImage> announced) {
    super(json, inObject);
    this.images = images;
    this.imageOfId = imageOfId;
    this.announced = announced;
  }

  /** The pieces of instances, at the beginning of the list of annotations. */
  static CocoPieces ofInstances(JsonFile json, CocoImages images) {
    return new CocoPieces(json, true, images, images::image, images.pieces());
  }

  /** The pieces of results, at the beginning of their list. */
  static CocoPieces ofResults(JsonFile json, CocoImages images, ImageOfId imageOfId) {
    return new CocoPieces(json, false, images, imageOfId, images.refused());
  }

  @Override
  public Optional<AnnotatedImage> next() throws IOException {
    return announced.hasNext() ? Optional.of(announced.next()) : super.next();
  }

  @Override
  protected AnnotatedImage piece(JsonNode node) {
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
}
