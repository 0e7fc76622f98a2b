package org.maskfoundry.annotation.labelmap;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.png.PngRaster;

/** Which image a label map belongs to: the one of its name, by the habits of the known datasets. */
final class LabelMapImage {

  private static final List<String> SUFFIXES =
      List.of(
          "_gtFine_instanceIds",
          "_gtFine_labelIds",
          "_gtFine_labelTrainIds",
          "_labelIds",
          "_seg",
          "_mask");

  private static final String CITYSCAPES_IMAGE = "_leftImg8bit";

  private static final Set<String> FOLDERS =
      Set.of(
          "SegmentationObject",
          "SegmentationClass",
          "SegmentationObjectPNG",
          "SegmentationClassPNG",
          "masks",
          "labels",
          "annotations");

  private LabelMapImage() {}

  static StatedImage of(AnnotationFile file, PngRaster raster) {
    Set<String> stems = new LinkedHashSet<>();
    addWithFolders(file.stem(), stems);
    for (String suffix : SUFFIXES) {
      if (file.stem().endsWith(suffix)) {
        String stem = file.stem().substring(0, file.stem().length() - suffix.length());
        addWithFolders(stem, stems);
        addWithFolders(stem + CITYSCAPES_IMAGE, stems);
      }
    }
    return new StatedImage(
        List.of(), List.copyOf(stems), new StatedSize(raster.width(), raster.height()));
  }

  private static void addWithFolders(String stem, Set<String> stems) {
    stems.add(stem);
    String[] components = stem.split("/", -1);
    for (int i = 0; i < components.length - 1; i++) {
      if (FOLDERS.contains(components[i])) {
        String folder = components[i];
        components[i] = "JPEGImages";
        stems.add(String.join("/", components));
        components[i] = "images";
        stems.add(String.join("/", components));
        components[i] = folder;
      }
    }
  }
}
