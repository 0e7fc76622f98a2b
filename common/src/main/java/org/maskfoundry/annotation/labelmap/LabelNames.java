package org.maskfoundry.annotation.labelmap;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.TextLines;
import org.maskfoundry.annotation.png.PngRaster;

/**
 * What a label map's values are called: by colour in a {@code labelmap.txt} (VOC's colour table),
 * by number in a {@code class_names.txt}; both beside the map or in the folder above. Instance maps
 * name no classes but for Cityscapes, whose ids from 1000 on are class · 1000 + instance and below
 * it the class of a region.
 */
final class LabelNames {

  private static final Pattern COLOUR =
      Pattern.compile("([^:#][^:]*):([0-9]{1,3}),([0-9]{1,3}),([0-9]{1,3}):.*");
  private static final int FIRST_INSTANCE = 1000;

  /** What the values of a map count. */
  private enum Meaning {
    CLASSES,
    INSTANCES,
    CITYSCAPES_INSTANCES;

    static Meaning of(AnnotationFile file) {
      if (file.name().endsWith("_instanceIds.png")) {
        return CITYSCAPES_INSTANCES;
      }
      return file.name().contains("SegmentationObject") ? INSTANCES : CLASSES;
    }
  }

  private final PngRaster raster;
  private final Meaning meaning;
  private final Map<Integer, String> byColour;
  private final List<String> byNumber;

  private LabelNames(
      PngRaster raster, Meaning meaning, Map<Integer, String> byColour, List<String> byNumber) {
    this.raster = raster;
    this.meaning = meaning;
    this.byColour = byColour;
    this.byNumber = byNumber;
  }

  static LabelNames of(AnnotationFile file, PngRaster raster) throws IOException {
    Map<Integer, String> byColour = new HashMap<>();
    for (String line : lines(file, "labelmap.txt")) {
      Matcher entry = COLOUR.matcher(line);
      if (entry.matches()) {
        int red = Integer.parseInt(entry.group(2));
        int green = Integer.parseInt(entry.group(3));
        int blue = Integer.parseInt(entry.group(4));
        byColour.put(red << 16 | green << 8 | blue, entry.group(1).strip());
      }
    }
    return new LabelNames(raster, Meaning.of(file), byColour, lines(file, "class_names.txt"));
  }

  private static List<String> lines(AnnotationFile file, String name) throws IOException {
    for (String place : List.of(name, "../" + name)) {
      Optional<AnnotationFile> list = file.sibling(place);
      if (list.isPresent()) {
        return TextLines.of(list.get());
      }
    }
    return List.of();
  }

  /** The value, a colour as {@code #rrggbb}. */
  String id(int value) {
    return raster.isColour() ? "#%06x".formatted(value) : Integer.toString(value);
  }

  Map<String, String> attributes(int value) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("value", id(value));
    label(value).ifPresent(label -> attributes.put(StatedAnnotation.LABEL, label));
    return attributes;
  }

  private Optional<String> label(int value) {
    if (meaning == Meaning.CITYSCAPES_INSTANCES) {
      return raster.isPalette() || raster.isColour()
          ? Optional.empty()
          : Optional.of(Integer.toString(value < FIRST_INSTANCE ? value : value / FIRST_INSTANCE));
    }
    if (meaning == Meaning.INSTANCES) {
      return Optional.empty();
    }
    int colour = raster.isColour() ? value : raster.colour(value).orElse(-1);
    if (byColour.containsKey(colour)) {
      return Optional.of(byColour.get(colour));
    }
    return raster.isColour() || value >= byNumber.size()
        ? Optional.empty()
        : Optional.of(byNumber.get(value).strip()).filter(name -> !name.isEmpty());
  }
}
