package org.maskfoundry.jobs.spark.ingest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path by its components, as paths and URLs of annotation files and listings are compared:
 * forward slashes, composed Unicode, nothing of a URL but its path.
 */
record ImagePath(List<String> components) {

  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://[^/]*/?");
  private static final Pattern QUERY = Pattern.compile("[?#].*");

  /** The path of a file in a listing. */
  static ImagePath listed(String relativePath) {
    return of(relativePath);
  }

  /** The path in what an annotation file states. */
  static ImagePath stated(String pathOrUrl) {
    var url = URL.matcher(pathOrUrl);
    if (!url.lookingAt()) {
      return of(pathOrUrl.replace('\\', '/'));
    }
    String path = QUERY.matcher(pathOrUrl.substring(url.end())).replaceFirst("");
    try {
      return of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return of(path);
    }
  }

  private static ImagePath of(String path) {
    List<String> components = new ArrayList<>();
    for (String component : Normalizer.normalize(path, Normalizer.Form.NFC).split("/", -1)) {
      if (component.equals("..") && !components.isEmpty()) {
        components.remove(components.size() - 1);
      } else if (!component.isEmpty() && !component.equals(".") && !component.equals("..")) {
        components.add(component);
      }
    }
    return new ImagePath(components);
  }

  /** The file's name, empty where there is none. */
  String last() {
    return components.isEmpty() ? "" : components.get(components.size() - 1);
  }

  /** The same path without the file's extension. */
  ImagePath withoutExtension() {
    int dot = last().lastIndexOf('.');
    if (dot <= 0) {
      return this;
    }
    List<String> shorter = new ArrayList<>(components);
    shorter.set(shorter.size() - 1, last().substring(0, dot));
    return new ImagePath(shorter);
  }

  /** How many components agree from the end where one path ends with the other; 0 where not. */
  int agreement(ImagePath other) {
    int shorter = Math.min(components.size(), other.components.size());
    for (int i = 1; i <= shorter; i++) {
      if (!components
          .get(components.size() - i)
          .equals(other.components.get(other.components.size() - i))) {
        return 0;
      }
    }
    return shorter;
  }
}
