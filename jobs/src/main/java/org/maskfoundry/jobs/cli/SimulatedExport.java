package org.maskfoundry.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.maskfoundry.annotation.ProposedImage;
import org.maskfoundry.annotation.ProposedMask;
import org.maskfoundry.annotation.labelstudio.LabelStudioWriter;
import org.maskfoundry.mask.RleMask;

/** What Label Studio exports of the work of simulated annotators. */
final class SimulatedExport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESULT = "result";
  private static final String ORIGIN = "origin";
  private static final int ANNOTATORS = 3;
  private static final double SECONDS_TO_DRAW = 14;
  private static final double SECONDS_TO_MEND = 6;
  private static final double SECONDS_TO_REMOVE = 2;

  private final ArrayNode tasks = JSON.createArrayNode();
  private final Random random;

  /** Nothing is exported yet. */
  SimulatedExport(long seed) {
    this.random = new Random(seed);
  }

  /** Adds an image that an annotator drew masks in. */
  void addDrawn(String file, List<RleMask> masks) throws IOException {
    ObjectNode task = task(file, masks);
    task.remove("predictions");
    annotate(task, drawn(file, masks), SECONDS_TO_DRAW * masks.size());
  }

  /**
   * Adds a task that an annotator has been through.
   *
   * @param sent the task as it was imported
   */
  void addReviewed(JsonNode sent, SimulatedAnnotator.Review review) throws IOException {
    ObjectNode task = sent.deepCopy();
    String file = task.path("data").path("source_image").asText();
    List<JsonNode> regions = new ArrayList<>();
    for (JsonNode region : sent.path("predictions").path(0).path(RESULT)) {
      long id = region.path("id").asLong();
      if (review.edited().containsKey(id)) {
        ObjectNode edited = region.deepCopy();
        edited.set("value", region(file, review.edited().get(id)).get("value"));
        edited.put(ORIGIN, "prediction-changed");
        regions.add(edited);
      } else if (!review.removed().contains(id)) {
        regions.add(region);
      }
    }
    regions.addAll(drawn(file, review.added()));
    annotate(
        task,
        regions,
        SECONDS_TO_DRAW * review.added().size()
            + SECONDS_TO_MEND * review.edited().size()
            + SECONDS_TO_REMOVE * review.removed().size());
  }

  private void annotate(ObjectNode task, List<JsonNode> regions, double seconds) {
    ObjectNode annotation = JSON.createObjectNode();
    annotation.put("id", tasks.size() + 1);
    annotation.put("completed_by", 1 + random.nextInt(ANNOTATORS));
    annotation.put("was_cancelled", false);
    annotation.put("lead_time", seconds * (0.75 + 0.5 * random.nextDouble()));
    annotation.putArray(RESULT).addAll(regions);
    task.put("id", tasks.size() + 1);
    task.putArray("annotations").add(annotation);
    tasks.add(task);
  }

  /** Regions as a person draws them: under ids that the tool thinks of. */
  private List<JsonNode> drawn(String file, List<RleMask> masks) throws IOException {
    List<JsonNode> regions = new ArrayList<>();
    for (RleMask mask : masks) {
      ObjectNode region = region(file, mask);
      region.put("id", "r" + Long.toString(random.nextLong() >>> 16, Character.MAX_RADIX));
      region.put(ORIGIN, "manual");
      region.remove("score");
      regions.add(region);
    }
    return regions;
  }

  private static ObjectNode region(String file, RleMask mask) throws IOException {
    return (ObjectNode) task(file, List.of(mask)).at("/predictions/0/result/0");
  }

  /** A task as we write them, with the tool's own packing of masks. */
  private static ObjectNode task(String file, List<RleMask> masks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LabelStudioWriter writer = new LabelStudioWriter(bytes)) {
      writer.write(
          new ProposedImage(
              "/data/upload/1/" + file,
              file,
              "",
              masks.isEmpty() ? 0 : masks.get(0).height(),
              masks.isEmpty() ? 0 : masks.get(0).width(),
              IntStream.range(0, masks.size())
                  .mapToObj(index -> new ProposedMask("r" + index, masks.get(index), 0))
                  .toList()));
    }
    return (ObjectNode) JSON.readTree(bytes.toByteArray()).get(0);
  }

  /** The export. */
  byte[] toJson() throws IOException {
    return JSON.writeValueAsBytes(tasks);
  }
}
