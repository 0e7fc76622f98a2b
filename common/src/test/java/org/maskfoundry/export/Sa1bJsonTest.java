package org.maskfoundry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.mask.RleMask;

class Sa1bJsonTest {

  private static final ImageReference IMAGE =
      new ImageReference(Long.MAX_VALUE, "a \"b\"/ü.jpg", "file:/x", 1, 2, "", 6, 4);

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
}
