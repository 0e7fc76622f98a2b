package org.maskfoundry.annotation.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;

/** The images of a task, as its data names them. */
final class TaskImages {

  /** What the tool puts before the names of uploaded files. */
  private static final Pattern UPLOADED = Pattern.compile("(.*/)?[0-9a-f]{8}-([^/]+)");

  private static final Pattern LOCAL_FILE = Pattern.compile(".*/data/local-files/\\?d=(.*)");
  private static final Pattern IMAGE =
      Pattern.compile(".*\\.(jpe?g|png|webp|bmp|tiff?|gif)([?#].*)?");

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

  /** The image an element is about: named by its target, or by its place in a list of images. */
  StatedImage of(Region region, Optional<StatedSize> size) {
    JsonNode target = data.path(region.fields().label("to_name"));
    if (target.isTextual()) {
      return stated(target.textValue(), size);
    }
    int item = region.fields().node("item_index").map(JsonNode::asInt).orElse(0);
    for (JsonNode value : data) {
      if (value.isArray() && value.path(item).isTextual()) {
        return stated(value.get(item).textValue(), size);
      }
    }
    return stated(first().orElse(nameless), size);
  }

  private Optional<String> first() {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      if (member.getKey().equals(LabelStudioWriter.SOURCE)) {
        continue;
      }
      JsonNode value = member.getValue();
      JsonNode text = value.isArray() ? value.path(0) : value;
      if (text.isTextual()) {
        texts.add(text.textValue());
      }
    }
    return texts.stream()
        .filter(text -> IMAGE.matcher(text.toLowerCase(Locale.ROOT)).matches())
        .findFirst()
        .or(() -> texts.stream().findFirst());
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
