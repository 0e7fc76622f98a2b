package org.maskfoundry.annotation.yolo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.maskfoundry.annotation.AnnotatedImageBuilder;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.StatedImage;

/**
 * Reads YOLO segmentation labels (<a
 * href="https://docs.ultralytics.com/datasets/segment/">format</a>); a line of five numbers is a
 * box. The image has the file's name, with folder {@code images} for {@code labels}; classes are
 * named in {@code classes.txt}, {@code obj.names} or {@code data.yaml} near by.
 */
public final class YoloReader implements AnnotationReader {

  /** A reader. */
  public YoloReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    ClassNames names = ClassNames.near(file);
    AnnotatedImageBuilder image = new AnnotatedImageBuilder(image(file));
    try (YoloLines lines = YoloLines.open(file)) {
      int number = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (!line.isBlank()) {
          YoloLine object = new YoloLine(number, line);
          image.add(object.id(), () -> object.annotation(names));
        }
      }
    }
    return AnnotationPieces.of(image.build());
  }

  private static StatedImage image(AnnotationFile file) {
    Set<String> stems = new LinkedHashSet<>();
    stems.add(file.stem());
    List<String> components = new ArrayList<>(List.of(file.stem().split("/", -1)));
    int labels = components.lastIndexOf("labels");
    if (labels >= 0) {
      components.set(labels, "images");
      stems.add(String.join("/", components));
    }
    return new StatedImage(List.of(), List.copyOf(stems), null);
  }
}
