package org.maskfoundry.jobs.spark.tasks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maskfoundry.dataset.ImageReference;

/**
 * How a tool finds images.
 *
 * @param template text with {@code {path}} (relative to the folder of what is shown), {@code
 *     {url_path}} (the same, percent-encoded) or {@code {image_id}}
 */
public record AddressTemplate(String template) {

  /** Whether images would differ at all. */
  public boolean namesImages() {
    return Stream.of("{path}", "{url_path}", "{image_id}").anyMatch(template::contains);
  }

  /**
   * Where a picture is.
   *
   * @param path of the picture to show: the image's own, or that of a painted copy
   */
  String of(ImageReference image, String path) {
    return template
        .replace("{path}", path)
        .replace("{url_path}", encoded(path))
        .replace("{image_id}", Long.toString(image.imageId()));
  }

  private static String encoded(String path) {
    return Stream.of(path.split("/", -1))
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
