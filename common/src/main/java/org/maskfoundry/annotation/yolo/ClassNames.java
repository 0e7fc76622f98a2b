package org.maskfoundry.annotation.yolo;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.TextLines;

/**
 * The names of classes by number.
 *
 * @param names those that are known
 */
record ClassNames(Map<Integer, String> names) {

  private static final List<String> LISTS =
      List.of(
          "classes.txt",
          "obj.names",
          "../classes.txt",
          "../obj.names",
          "../../classes.txt",
          "../../obj.names");
  private static final List<String> CONFIGURATIONS =
      List.of("data.yaml", "../data.yaml", "../../data.yaml");

  private static final Pattern QUOTED = Pattern.compile("'.*'|\".*\"");

  /** Looks where tools put such lists. */
  static ClassNames near(AnnotationFile file) throws IOException {
    for (String place : LISTS) {
      Optional<AnnotationFile> list = file.sibling(place);
      if (list.isPresent() && !list.get().fileName().equals(file.fileName())) {
        return numbered(TextLines.of(list.get()));
      }
    }
    for (String place : CONFIGURATIONS) {
      Optional<AnnotationFile> configuration = file.sibling(place);
      if (configuration.isPresent()) {
        return new ClassNames(YamlNames.of(TextLines.of(configuration.get())));
      }
    }
    return new ClassNames(Map.of());
  }

  private static ClassNames numbered(List<String> names) {
    Map<Integer, String> byNumber = new HashMap<>();
    for (String name : names) {
      byNumber.put(byNumber.size(), unquoted(name));
    }
    return new ClassNames(byNumber);
  }

  private static String unquoted(String name) {
    String stripped = name.strip();
    boolean quoted = QUOTED.matcher(stripped).matches();
    return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
  }

  /** A class's name, empty where it is not known. */
  Optional<String> name(double number) {
    return number == Math.rint(number)
        ? Optional.ofNullable(names.get((int) number)).filter(name -> !name.isEmpty())
        : Optional.empty();
  }
}
