package org.maskfoundry.annotation.coco;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.json.JsonFile;

/**
 * Reads COCO and LVIS instances (<a href="https://cocodataset.org/#format-data">format</a>). Every
 * listed image is given, whether it has annotations or not.
 */
public final class CocoReader implements AnnotationReader {

  /** A reader. */
  public CocoReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    CocoImages images = CocoImages.read(file);
    JsonFile json = JsonFile.open(file);
    try {
      return enterAnnotations(json)
          ? new CocoPieces(json, images, images::image, images.pieces(), json::finish)
          : new WithoutAnnotations(json, images.pieces());
    } catch (IOException | RuntimeException failure) {
      json.close();
      throw failure;
    }
  }

  /** Goes to the list of annotations, if there is one. */
  private static boolean enterAnnotations(JsonFile json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.key().equals("annotations");
      json.nextToken();
      if (found && json.token() == JsonToken.START_ARRAY) {
        return true;
      }
      if (found) {
        throw json.expected("a list of annotations");
      }
      json.skip();
    }
    if (json.token() != JsonToken.END_OBJECT) {
      throw json.expected("the rest of the file");
    }
    return false;
  }

  /** The images of a file that lists images alone. */
  private record WithoutAnnotations(JsonFile json, Iterator<AnnotatedImage> images)
      implements AnnotationPieces {

    @Override
    public Optional<AnnotatedImage> next() {
      return images.hasNext() ? Optional.of(images.next()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }
}
