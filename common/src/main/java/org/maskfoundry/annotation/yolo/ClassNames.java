package org.maskfoundry.annotation.yolo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskfoundry.annotation.AnnotationFile;

/**
 * The names of classes by number.
 *
 * @param names those that are known
 */
record ClassNames(Map<Integer, String> names) {

  private static final List<String> LISTS =
      List.of("classes.txt", "obj.names", "../classes.txt", "../obj.names", "../../classes.txt");
  private static final List<String> CONFIGURATIONS =
      List.of("data.yaml", "../data.yaml", "../../data.yaml");
  private static final int MOST_BYTES = 1 << 20;

  /** The key with a list in brackets, or the key alone. */
  private static final Pattern NAMES = Pattern.compile("names:\\s*(?:\\[(.*)\\])?\\s*(?:#.*)?");

  private static final Pattern QUOTED = Pattern.compile("'.*'|\".*\"");
  private static final Pattern ITEM = Pattern.compile("\\s+-\\s+(.+)|-\\s+(.+)");
  private static final Pattern NUMBERED = Pattern.compile("\\s+([0-9]{1,6}):\\s+(.+)");

  /** Looks where tools put such lists. */
  static ClassNames near(AnnotationFile file) throws IOException {
    for (String place : LISTS) {
      Optional<AnnotationFile> list = file.sibling(place);
      if (list.isPresent() && !list.get().fileName().equals(file.fileName())) {
        return numbered(lines(list.get()));
      }
    }
    for (String place : CONFIGURATIONS) {
      Optional<AnnotationFile> configuration = file.sibling(place);
      if (configuration.isPresent()) {
        return ofYaml(lines(configuration.get()));
      }
    }
    return new ClassNames(Map.of());
  }

  private static List<String> lines(AnnotationFile file) throws IOException {
    try (InputStream stream = file.open()) {
      return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static ClassNames numbered(List<String> names) {
    Map<Integer, String> byNumber = new HashMap<>();
    for (String name : names) {
      byNumber.put(byNumber.size(), unquoted(name));
    }
    return new ClassNames(byNumber);
  }

  /** Member {@code names}, in the three ways such files write it. */
  static ClassNames ofYaml(List<String> lines) {
    Map<Integer, String> byNumber = new HashMap<>();
    List<String> inOrder = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      Matcher start = NAMES.matcher(line);
      if (start.matches()) {
        if (start.group(1) != null) {
          return numbered(List.of(start.group(1).split(",", -1)));
        }
        inside = true;
      } else if (inside) {
        Matcher item = ITEM.matcher(line);
        Matcher numbered = NUMBERED.matcher(line);
        if (item.matches()) {
          inOrder.add(item.group(1) == null ? item.group(2) : item.group(1));
        } else if (numbered.matches()) {
          byNumber.put(Integer.parseInt(numbered.group(1)), unquoted(numbered.group(2)));
        } else if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
          inside = false;
        }
      }
    }
    return inOrder.isEmpty() ? new ClassNames(byNumber) : numbered(inOrder);
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
