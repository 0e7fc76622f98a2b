package org.maskfoundry.annotation.coco;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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
      enterAnnotations(json);
      return new CocoPieces(json, images, images::image, images.pieces());
    } catch (IOException | RuntimeException failure) {
      json.close();
      throw failure;
    }
  }

  /** Goes to the list of annotations; to the file's end where it has none. */
  private static void enterAnnotations(JsonFile json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.key().equals("annotations");
      json.nextToken();
      if (found && json.token() == JsonToken.START_ARRAY) {
        return;
      }
      if (found) {
        throw json.expected("a list of annotations");
      }
      json.skip();
    }
  }
}
