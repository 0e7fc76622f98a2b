package org.maskfoundry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.mask.RleMask;

class Sa1bJsonTest {

  private static final ImageReference IMAGE =
      new ImageReference(Long.MAX_VALUE, "a \"b\"/ü.jpg", "file:/x", 1, 2, "", 6, 4);

  /** JSON knows no whole numbers apart from others: 22 and 22.0 are the same. */
  private static final Comparator<JsonNode> EQUAL_NUMBERS =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? Double.compare(one.doubleValue(), other.doubleValue())
              : one.equals(other) ? 0 : 1;

  @Test
  void aRecordIsAsReleased() throws IOException {
    RleMask mask = RleMask.ofRuns(4, 6, 5, 2, 2, 2, 13);
    MaskAnnotation annotation =
        MaskAnnotation.automatic(
            7, mask, 0.9, 0.95, new int[] {0, 0, 6, 4}, List.of(new double[] {1.5, 2}));

    JsonNode record = new ObjectMapper().readTree(Sa1bJson.record(IMAGE, List.of(annotation)));

    assertThat(record)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"image": {"image_id": 9223372036854775807, "width": 6, "height": 4,
                               "file_name": "a \\"b\\"/ü.jpg"},
                     "annotations": [
                       {"id": 7, "segmentation": {"size": [4, 6], "counts": "%s"},
                        "bbox": [1, 1, 1, 1], "area": 4, "predicted_iou": 0.9,
                        "stability_score": 0.95, "crop_box": [0, 0, 6, 4],
                        "point_coords": [[1.5, 2.0]]}]}
                    """
                        .formatted(mask.toCocoString())));
  }

  @Test
  void anImageWithoutMasksIsARecordToo() throws IOException {
    JsonNode record = new ObjectMapper().readTree(Sa1bJson.record(IMAGE, List.of()));

    assertThat(record.path("annotations").isArray()).isTrue();
    assertThat(record.path("annotations")).isEmpty();
  }

  @Test
  void whatAManualMaskLacksIsLeftOut() throws IOException {
    MaskAnnotation drawn =
        new MaskAnnotation(
            3,
            RleMask.full(4, 6),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            MaskSource.MANUAL,
            Optional.of("anna"),
            Optional.of(12.5),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    JsonNode record = new ObjectMapper().readTree(Sa1bJson.record(IMAGE, List.of(drawn)));

    assertThat(record.at("/annotations/0").fieldNames())
        .toIterable()
        .containsExactly("id", "segmentation", "bbox", "area");
  }

  @Test
  void aReleasedRecordIsWrittenAsItWasRead() throws IOException {
    JsonNode released = ConformanceKit.json("annotations/sa1b/sa_900001.json");
    JsonNode golden =
        ConformanceKit.json("annotations/sa1b/golden_sa1b.json").get("sa_900001.json");
    List<MaskAnnotation> annotations = new ArrayList<>();
    released.get("annotations").forEach(annotation -> annotations.add(annotation(annotation)));
    JsonNode image = released.get("image");
    ImageReference reference =
        new ImageReference(
            image.get("image_id").asLong(),
            image.get("file_name").asText(),
            "",
            0,
            0,
            "",
            image.get("width").asInt(),
            image.get("height").asInt());

    JsonNode written = new ObjectMapper().readTree(Sa1bJson.record(reference, annotations));

    assertThat(written.equals(EQUAL_NUMBERS, released)).as(written.toString()).isTrue();
    assertThat(golden).hasSameSizeAs(annotations);
    for (int i = 0; i < golden.size(); i++) {
      JsonNode mask = written.get("annotations").get(i);
      assertThat(mask.get("area")).isEqualTo(golden.get(i).get("area"));
      assertThat(mask.get("bbox").equals(EQUAL_NUMBERS, golden.get(i).get("bbox_file_convention")))
          .isTrue();
    }
  }

  private static MaskAnnotation annotation(JsonNode released) {
    return MaskAnnotation.automatic(
        released.get("id").asLong(),
        ConformanceKit.mask(released.get("segmentation")),
        released.get("predicted_iou").asDouble(),
        released.get("stability_score").asDouble(),
        IntStream.range(0, 4).map(i -> released.get("crop_box").get(i).asInt()).toArray(),
        List.of(
            new double[] {
              released.at("/point_coords/0/0").asDouble(),
              released.at("/point_coords/0/1").asDouble()
            }));
  }
}
