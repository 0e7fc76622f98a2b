package org.maskfoundry.annotation;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.maskfoundry.annotation.coco.CocoReader;
import org.maskfoundry.annotation.coco.CocoResultsReader;
import org.maskfoundry.annotation.sa1b.Sa1bReader;

/** The formats of annotation tools that are read. */
public enum AnnotationFormat {
  /** COCO and LVIS instances. */
  COCO("coco"),
  /** COCO results, a bare list. */
  COCO_RESULTS("coco-results"),
  /** SA-1B's records, one file for each image. */
  SA_1B("sa-1b"),
  /** Label Studio's JSON export. */
  LABEL_STUDIO("label-studio"),
  /** CVAT for images, XML. */
  CVAT("cvat"),
  /** LabelMe's JSON, one file for each image. */
  LABELME("labelme"),
  /** A PNG whose values are labels or instances. */
  LABEL_MAP("label-map"),
  /** Datumaro's JSON. */
  DATUMARO("datumaro"),
  /** Supervisely's JSON, one file for each image. */
  SUPERVISELY("supervisely"),
  /** YOLO segmentation, one text file for each image. */
  YOLO("yolo");

  private final String optionName;

  AnnotationFormat(String optionName) {
    this.optionName = optionName;
  }

  /** The name in options and files. */
  public String optionName() {
    return optionName;
  }

  /** The format of that name. */
  public static Optional<AnnotationFormat> named(String optionName) {
    return Stream.of(values())
        .filter(format -> format.optionName.equals(optionName.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Stream.of(values()).map(AnnotationFormat::optionName).toList();
  }

  /**
   * Recognises a file by its content.
   *
   * @return empty where it is of no known format
   * @throws AnnotationFileException where it cannot be read far enough to tell
   * @throws IOException where the storage fails
   */
  public static Optional<AnnotationFormat> recognise(AnnotationFile file) throws IOException {
    return ContentRecognition.recognise(file);
  }

  /**
   * A reader of the format.
   *
   * @param cocoImages the COCO file whose images a results file speaks of
   */
  public AnnotationReader reader(Optional<AnnotationFile> cocoImages) {
    return switch (this) {
      case COCO -> new CocoReader();
      case COCO_RESULTS -> new CocoResultsReader(cocoImages);
      case SA_1B -> new Sa1bReader();
      case LABEL_STUDIO -> throw new IllegalStateException();
      case CVAT -> throw new IllegalStateException();
      case LABELME -> throw new IllegalStateException();
      case LABEL_MAP -> throw new IllegalStateException();
      case DATUMARO -> throw new IllegalStateException();
      case SUPERVISELY -> throw new IllegalStateException();
      case YOLO -> throw new IllegalStateException();
    };
  }
}
