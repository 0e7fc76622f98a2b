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
      if (!json.enter("annotations")) {
        return new WithoutAnnotations(json, images.pieces());
      }
      if (json.token() != JsonToken.START_ARRAY) {
        throw json.expected("a list of annotations");
      }
      return CocoPieces.ofInstances(json, images);
    } catch (IOException | RuntimeException failure) {
      json.close();
      throw failure;
    }
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
