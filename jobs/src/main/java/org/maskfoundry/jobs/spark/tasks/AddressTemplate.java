package org.maskfoundry.jobs.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maskfoundry.dataset.ImageReference;

/**
 * How a tool finds images.
 *
 * @param template text with {@code {path}} (relative to --images), {@code {url_path}} (the same,
 *     percent-encoded) or {@code {image_id}}
 */
record AddressTemplate(String template) {

  /** Whether images would differ at all. */
  boolean namesImages() {
    return Stream.of("{path}", "{url_path}", "{image_id}").anyMatch(template::contains);
  }

  /** Where an image is. */
  String of(ImageReference image) {
    return template
        .replace("{path}", image.fileName())
        .replace("{url_path}", encoded(image.fileName()))
        .replace("{image_id}", Long.toString(image.imageId()));
  }

  private static String encoded(String path) {
    return Stream.of(path.split("/", -1))
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
