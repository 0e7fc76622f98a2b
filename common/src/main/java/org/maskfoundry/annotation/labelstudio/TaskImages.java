package org.maskfoundry.annotation.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.json.JsonFields;

/** The images of a task, as its data names them. */
final class TaskImages {

  /** What the tool puts before the names of uploaded files. */
  private static final Pattern UPLOADED = Pattern.compile("(.*/)?[0-9a-f]{8}-([^/]+)");

  private static final Pattern LOCAL_FILE = Pattern.compile(".*/data/local-files/\\?d=(.*)");
  private static final Pattern IMAGE =
      Pattern.compile(".*\\.(jpe?g|png|webp|bmp|tiff?|gif)([?#].*)?");

  /** Where the tool's own templates have the image. */
  private static final String USUAL = "image";

  private final JsonNode data;
  private final String nameless;

  /**
   * The images of a task.
   *
   * @param nameless what to call an image that the data does not name
   */
  TaskImages(JsonNode data, String nameless) {
    this.data = data;
    this.nameless = nameless;
  }

  /** The image that nothing more is said of. */
  StatedImage only() {
    return stated(first().orElse(nameless), Optional.empty());
  }

  /**
   * The image an element is about: the value that it names, else the only one there is. None is
   * found under the name that stands for one of several.
   */
  StatedImage of(Region region, Optional<StatedSize> size) {
    JsonFields fields = region.fields();
    int item = fields.node("item_index").map(JsonNode::asInt).orElse(0);
    String source = fields.label("source");
    for (String key :
        List.of(
            source.startsWith("$") ? source.substring(1) : "", fields.label("to_name"), USUAL)) {
      Optional<String> named = text(data.path(key), item);
      if (named.isPresent()) {
        return stated(named.get(), size);
      }
    }
    List<String> texts = texts(item);
    List<String> images = texts.stream().filter(TaskImages::isImage).distinct().toList();
    if (images.size() > 1) {
      return StatedImage.named(
          "one of %d images of %s".formatted(images.size(), nameless), size.orElse(null));
    }
    return stated(
        images.stream().findFirst().or(() -> texts.stream().findFirst()).orElse(nameless), size);
  }

  private Optional<String> first() {
    List<String> texts = texts(0);
    return text(data.path(USUAL), 0)
        .or(() -> texts.stream().filter(TaskImages::isImage).findFirst())
        .or(() -> texts.stream().findFirst());
  }

  /** What the data says in words, of lists the member at a place. */
  private List<String> texts(int item) {
    return data.properties().stream()
        .filter(member -> !member.getKey().equals(LabelStudioWriter.SOURCE))
        .flatMap(member -> text(member.getValue(), item).stream())
        .toList();
  }

  private static Optional<String> text(JsonNode value, int item) {
    JsonNode text = value.isArray() ? value.path(item) : value;
    return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
  }

  private static boolean isImage(String text) {
    return IMAGE.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  private StatedImage stated(String url, Optional<StatedSize> size) {
    String path = url;
    Matcher local = LOCAL_FILE.matcher("/" + url);
    if (local.matches()) {
      path = decoded(local.group(1));
    } else if (url.startsWith("/")) {
      path = decoded(url);
    }
    List<String> names = new ArrayList<>();
    // A task of ours may show a painted copy: the image itself is named beside it.
    JsonNode source = data.path(LabelStudioWriter.SOURCE);
    if (source.isTextual()) {
      names.add(source.textValue());
    }
    names.add(path);
    Matcher uploaded = UPLOADED.matcher(path);
    if (uploaded.matches()) {
      names.add(uploaded.group(2));
    }
    return new StatedImage(names, List.of(), size.orElse(null));
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return path;
    }
  }
}
