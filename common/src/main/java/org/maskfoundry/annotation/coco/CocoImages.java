package org.maskfoundry.annotation.coco;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.annotation.json.JsonFile;

/** The images and categories of a COCO file, by id. */
final class CocoImages {

  private static final String ANNOTATIONS = "annotations";

  private final String file;
  private final Map<Long, StatedImage> images = new LinkedHashMap<>();
  private final Set<Long> ambiguous = new HashSet<>();
  private final Map<Long, String> categories = new HashMap<>();
  private final List<AnnotatedImage> refused = new ArrayList<>();

  private CocoImages(String file) {
    this.file = file;
  }

  /**
   * Reads the lists. Where both stand before the annotations, as most tools write them, the
   * annotations are not gone through.
   */
  static CocoImages read(AnnotationFile file) throws IOException {
    CocoImages found = new CocoImages(file.name());
    try (JsonFile json = JsonFile.open(file)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw json.expected("an object with images, annotations and categories");
      }
      Set<String> seen = new HashSet<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.key();
        seen.add(key);
        json.nextToken();
        switch (key) {
          case "images" -> found.eachOf(json, found::addImage);
          case "categories" -> found.eachOf(json, found::addCategory);
          case ANNOTATIONS -> {
            if (seen.containsAll(List.of("images", "categories"))) {
              return found;
            }
            // A cut file ends here: what it has before may still be used.
            if (!skipped(json)) {
              return found;
            }
          }
          default -> json.skip();
        }
      }
    }
    return found;
  }

  /** The lists of another file, or none. */
  static CocoImages of(Optional<AnnotationFile> list, AnnotationFile results) throws IOException {
    return list.isPresent() ? read(list.get()) : new CocoImages(results.name());
  }

  private static boolean skipped(JsonFile json) throws IOException {
    try {
      json.skip();
      return true;
    } catch (AnnotationFileException cut) {
      return false;
    }
  }

  private interface Entry {
    void add(JsonNode entry) throws MalformedAnnotationException;
  }

  private void eachOf(JsonFile json, Entry entry) throws IOException {
    if (json.token() != JsonToken.START_ARRAY) {
      throw json.expected("a list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.token() == null) {
        throw json.expected("the rest of the list");
      }
      JsonNode node = json.value();
      try {
        entry.add(node);
      } catch (MalformedAnnotationException unusable) {
        refused.add(
            AnnotatedImage.of(
                StatedImage.named(node.path("file_name").asText("an entry of " + file)),
                new Refusal(unusable.problem(), "", unusable.getMessage())));
      }
    }
  }

  private void addImage(JsonNode node) throws MalformedAnnotationException {
    JsonFields fields = JsonFields.of(node);
    List<String> names =
        Stream.of("file_name", "coco_url", "path")
            .map(fields::label)
            .filter(name -> !name.isEmpty())
            .toList();
    long id = fields.whole("id");
    StatedImage image =
        names.isEmpty()
            ? unknown(id)
            : new StatedImage(names, List.of(), size(fields).orElse(null));
    StatedImage earlier = images.putIfAbsent(id, image);
    if (earlier != null && !earlier.equals(image)) {
      ambiguous.add(id);
    }
  }

  private static Optional<StatedSize> size(JsonFields fields) throws MalformedAnnotationException {
    boolean stated =
        fields.optionalWhole("width").orElse(0L) > 0
            && fields.optionalWhole("height").orElse(0L) > 0;
    return stated
        ? Optional.of(new StatedSize(fields.pixels("width"), fields.pixels("height")))
        : Optional.empty();
  }

  private void addCategory(JsonNode node) throws MalformedAnnotationException {
    JsonFields fields = JsonFields.of(node);
    categories.put(fields.whole("id"), fields.label("name"));
  }

  /** The images, in the file's order, and before them the entries that cannot be read. */
  Iterator<AnnotatedImage> pieces() {
    return Stream.concat(refused.stream(), images.values().stream().map(AnnotatedImage::of))
        .iterator();
  }

  /** The entries of the list of images that cannot be read. */
  Iterator<AnnotatedImage> refused() {
    return refused.iterator();
  }

  /** A stand-in for an image that cannot be named, to hang refusals on. */
  StatedImage unknown(long id) {
    return StatedImage.named("image id %d of %s".formatted(id, file));
  }

  /**
   * An image.
   *
   * @throws MalformedAnnotationException where the file has no or several images of that id
   */
  StatedImage image(long id) throws MalformedAnnotationException {
    StatedImage image = images.get(id);
    if (image == null) {
      throw new MalformedAnnotationException(
          AnnotationProblem.UNKNOWN_IMAGE,
          "key image_id is %d, but %s lists no image of that id; export images and annotations together"
              .formatted(id, file));
    }
    if (ambiguous.contains(id)) {
      throw new MalformedAnnotationException(
          AnnotationProblem.UNKNOWN_IMAGE,
          "key image_id is %d, but %s lists several images of that id, one of them %s; give every image an id of its own"
              .formatted(id, file, image.name()));
    }
    return image;
  }

  /** A category's name; its number where the file has no name for it. */
  String category(long id) {
    return categories.getOrDefault(id, Long.toString(id));
  }
}
