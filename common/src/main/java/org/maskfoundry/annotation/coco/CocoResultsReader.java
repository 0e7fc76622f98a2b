package org.maskfoundry.annotation.coco;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.json.JsonFile;

/**
 * Reads COCO results (<a href="https://cocodataset.org/#format-results">format</a>), a bare list
 * that names images by id alone.
 */
public final class CocoResultsReader implements AnnotationReader {

  private final Optional<AnnotationFile> imageList;

  /**
   * A reader.
   *
   * @param imageList the COCO file that lists the images; without one an image's file name is its
   *     id, plain or padded to 12 digits as in COCO
   */
  public CocoResultsReader(Optional<AnnotationFile> imageList) {
    this.imageList = imageList;
  }

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    CocoImages images = CocoImages.of(imageList, file);
    CocoPieces.ImageOfId byId =
        imageList.isPresent()
            ? images::image
            : id ->
                new StatedImage(
                    List.of(),
                    List.of(String.format(Locale.ROOT, "%012d", id), Long.toString(id)),
                    null);
    JsonFile json = JsonFile.open(file);
    try {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw json.expected("a list of results");
      }
      return CocoPieces.ofResults(json, images, byId);
    } catch (IOException failure) {
      json.close();
      throw failure;
    }
  }
}
