package org.maskfoundry.annotation.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotatedImageBuilder;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.json.JsonFields;

/** One task: an image, in some projects several, with what people made of it. For one thread. */
final class Task {

  private final TaskImages images;
  private final Map<String, AnnotatedImageBuilder> builders = new LinkedHashMap<>();
  private boolean isReviewed;

  private Task(TaskImages images) {
    this.images = images;
  }

  /**
   * Reads a task.
   *
   * @param nameless what to call its image where it names none
   */
  static List<AnnotatedImage> read(JsonNode task, String nameless) {
    Task read = new Task(new TaskImages(task.path("data"), nameless));
    StatedImage only = read.images.only();
    read.addAnnotations(task);
    try {
      for (JsonNode prediction : JsonFields.of(task).list("predictions")) {
        read.skip(prediction, SkipReason.PREDICTION);
      }
    } catch (MalformedAnnotationException refused) {
      read.builder(only).refuse("", refused);
    }
    if (read.builders.isEmpty()) {
      read.builder(only);
    }
    if (!read.isReviewed) {
      read.builders.values().forEach(AnnotatedImageBuilder::stillToDo);
    }
    return read.builders.values().stream().map(AnnotatedImageBuilder::build).toList();
  }

  private AnnotatedImageBuilder builder(StatedImage image) {
    return builders.computeIfAbsent(image.name(), name -> new AnnotatedImageBuilder(image));
  }

  private void addAnnotations(JsonNode task) {
    try {
      for (JsonNode annotation : JsonFields.of(task).list("annotations")) {
        try {
          addAnnotation(annotation);
        } catch (MalformedAnnotationException refused) {
          refuse(refused);
        }
      }
    } catch (MalformedAnnotationException refused) {
      refuse(refused);
    }
  }

  /** Somebody has worked on the task, though it cannot be read: it is not still to do. */
  private void refuse(MalformedAnnotationException refused) {
    isReviewed = true;
    builder(images.only()).refuse("", refused);
  }

  private void addAnnotation(JsonNode node) throws MalformedAnnotationException {
    if (JsonFields.of(node).flag("was_cancelled")) {
      skip(node, SkipReason.CANCELLED);
      return;
    }
    isReviewed = true;
    Map<String, List<Region>> byId = regions(node);
    long areas = byId.values().stream().filter(Task::hasArea).count();
    PersonsAnnotation annotation = new PersonsAnnotation(node, Math.max(1, areas));
    for (List<Region> said : byId.values()) {
      add(said, annotation);
    }
  }

  /** Elements by their region's id; a tool's drawing and its labels may be two of one id. */
  private Map<String, List<Region>> regions(JsonNode annotation)
      throws MalformedAnnotationException {
    Map<String, List<Region>> byId = new LinkedHashMap<>();
    for (JsonNode element : JsonFields.of(annotation).list("result")) {
      try {
        Region region = new Region(element);
        String key = region.id().isEmpty() ? "\0" + byId.size() : region.id();
        byId.computeIfAbsent(key, id -> new ArrayList<>()).add(region);
      } catch (MalformedAnnotationException refused) {
        builder(images.only()).refuse("", refused);
      }
    }
    return byId;
  }

  private static boolean hasArea(List<Region> said) {
    return said.stream().anyMatch(Region::isArea);
  }

  private void add(List<Region> said, PersonsAnnotation annotation) {
    Optional<Region> area = said.stream().filter(Region::isArea).findFirst();
    if (area.isEmpty()) {
      for (Region region : said) {
        builder(images.of(region, Optional.empty()))
            .skip(
                region.kind() == Region.Kind.KEYPOINT
                    ? SkipReason.KEYPOINT
                    : SkipReason.NO_GEOMETRY);
      }
      return;
    }
    AnnotatedImageBuilder image = builder(image(area.get()));
    image.add(area.get().id(), () -> annotation.of(area.get(), said));
    said.stream()
        .filter(region -> region.isArea() && region != area.get() && region.texts().isEmpty())
        .forEach(repeated -> image.skip(SkipReason.REPEATED));
  }

  private StatedImage image(Region region) {
    Optional<StatedSize> size = Optional.empty();
    try {
      size = region.size();
    } catch (MalformedAnnotationException refusedWithItsShape) {
      // The shape needs the size as well and says what is wrong with it.
    }
    return images.of(region, size);
  }

  private void skip(JsonNode annotation, SkipReason reason) throws MalformedAnnotationException {
    AnnotatedImageBuilder image = builder(images.only());
    for (JsonNode element : JsonFields.of(annotation).list("result")) {
      if (new Region(element).isArea()) {
        image.skip(reason);
      }
    }
  }
}
