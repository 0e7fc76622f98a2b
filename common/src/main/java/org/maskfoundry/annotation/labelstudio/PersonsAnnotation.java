package org.maskfoundry.annotation.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.Work;
import org.maskfoundry.annotation.json.JsonAttributes;
import org.maskfoundry.annotation.json.JsonFields;

/** What one person made of a task: who, how long for each mask, and the masks. */
final class PersonsAnnotation {

  /** What a region says that is read, or true of the tool's window only. */
  private static final Set<String> READ =
      Set.of(
          "id",
          "type",
          "value",
          "original_width",
          "original_height",
          "image_rotation",
          "from_name",
          "to_name",
          "score");

  private static final String LEAD_TIME = "lead_time";

  private final Work work;
  private final Map<String, String> attributes = new TreeMap<>();

  /**
   * A person's annotation.
   *
   * @param masks among how many masks its time is shared out
   */
  PersonsAnnotation(JsonNode annotation, long masks) throws MalformedAnnotationException {
    JsonFields fields = JsonFields.of(annotation);
    Optional<Double> leadTime = fields.optionalNumber(LEAD_TIME);
    this.work = new Work(annotator(fields), leadTime.map(time -> time / masks).orElse(Double.NaN));
    leadTime.ifPresent(time -> attributes.put(LEAD_TIME, Double.toString(time)));
    if (!fields.label("id").isEmpty()) {
      attributes.put("annotation_id", fields.label("id"));
    }
    if (fields.flag("ground_truth")) {
      attributes.put("ground_truth", "true");
    }
  }

  private static String annotator(JsonFields fields) {
    JsonNode by = fields.node("completed_by").orElse(null);
    if (by == null) {
      return "";
    }
    return by.isObject() ? by.path("email").asText(by.path("id").asText("")) : by.asText();
  }

  /**
   * A mask.
   *
   * @param area the element that draws it
   * @param said all elements of its id
   * @throws MalformedAnnotationException where it cannot be read
   */
  StatedAnnotation of(Region area, List<Region> said) throws MalformedAnnotationException {
    Map<String, String> all = new TreeMap<>(attributes);
    Set<String> labels = new LinkedHashSet<>();
    for (Region region : said) {
      labels.addAll(region.labels());
      if (region != area) {
        all.putAll(saidOfRegion(region));
      }
    }
    all.putAll(JsonAttributes.of(area.node(), READ));
    if (!labels.isEmpty()) {
      all.put(StatedAnnotation.LABEL, String.join(",", labels));
    }
    double score = area.fields().optionalNumber("score").orElse(Double.NaN);
    return new StatedAnnotation(area.id(), area.shape(), work, score, all);
  }

  /** Choices, texts and ratings of a region, under the name of their control. */
  private static Map<String, String> saidOfRegion(Region region) {
    Map<String, String> said = new TreeMap<>();
    String control = region.fields().label("from_name");
    region.texts().forEach((key, text) -> said.put(control.isEmpty() ? key : control, text));
    return said;
  }
}
