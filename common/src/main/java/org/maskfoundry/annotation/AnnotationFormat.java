package org.maskfoundry.annotation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maskfoundry.annotation.coco.CocoReader;
import org.maskfoundry.annotation.coco.CocoResultsReader;
import org.maskfoundry.annotation.cvat.CvatReader;
import org.maskfoundry.annotation.datumaro.DatumaroReader;
import org.maskfoundry.annotation.labelmap.LabelMapReader;
import org.maskfoundry.annotation.labelme.LabelMeReader;
import org.maskfoundry.annotation.labelstudio.LabelStudioReader;
import org.maskfoundry.annotation.sa1b.Sa1bReader;
import org.maskfoundry.annotation.supervisely.SuperviselyReader;
import org.maskfoundry.annotation.yolo.YoloReader;

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
      case LABEL_STUDIO -> new LabelStudioReader();
      case CVAT -> new CvatReader();
      case LABELME -> new LabelMeReader();
      case LABEL_MAP -> new LabelMapReader();
      case DATUMARO -> new DatumaroReader();
      case SUPERVISELY -> new SuperviselyReader();
      case YOLO -> new YoloReader();
    };
  }
}
