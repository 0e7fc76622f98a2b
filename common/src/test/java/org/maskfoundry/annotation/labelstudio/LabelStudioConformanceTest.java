package org.maskfoundry.annotation.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.LocalAnnotationFile;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.json.JsonFields;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.mask.RleMask;

/** Files of real Label Studio projects, element by element. */
class LabelStudioConformanceTest {

  private static final String FOLDER = "annotations/label_studio/";

  private static JsonNode golden(String file) {
    return ConformanceKit.json("annotations/golden_label_studio.json").get("files").get(file);
  }

  private static RleMask drawn(JsonNode element, int height, int width)
      throws MalformedAnnotationException {
    return new Region(element).shape().draw(height, width).mask();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lsf_image_tools.min.json",
        "ls_previous_export.json",
        "lsf_image_bbox_1.json",
        "lsf_image_ellipses_1.json",
        "lsf_image_keypoints_0.json",
        "lsf_image_list_1.json",
        "lsf_image_polygons_0.json",
        "py_encoder_predictions.json",
        "sdk_csv_test_history.json",
        "sdk_test_export_coco.json",
        "sdk_test_export_yolo_keypoints.json",
        "sdk_test_export_yolo_polygons.json",
        "sdk_test_export_yolo_rect.json"
      })
  void everyElementDrawsWhatIsExpected(String file) throws MalformedAnnotationException {
    JsonNode tasks = ConformanceKit.json(FOLDER + file);
    for (JsonNode expected : golden(file)) {
      JsonNode task = tasks.isArray() ? tasks.get(expected.get("task").intValue()) : tasks;
      JsonNode element =
          task.get(expected.get("section").textValue())
              .get(expected.get("index").intValue())
              .get("result")
              .get(expected.get("result").intValue());
      String kind = expected.get("kind").textValue();
      Region region = new Region(element);
      if (expected.has("rle") && expected.get("area").intValue() > 0) {
        JsonNode size = expected.get("rle").get("size");
        RleMask mask = drawn(element, size.get(0).intValue(), size.get(1).intValue());
        assertThat(mask.toCocoString())
            .as("%s %s", file, expected.get("id"))
            .isEqualTo(expected.get("rle").get("counts").textValue());
        assertThat(mask.area()).isEqualTo(expected.get("area").intValue());
      } else if (expected.has("rle")) {
        JsonNode size = expected.get("rle").get("size");
        assertProblem(
            element, size.get(0).intValue(), size.get(1).intValue(), AnnotationProblem.EMPTY_MASK);
      } else if (kind.startsWith("geometry without") && region.isArea()) {
        assertProblem(element, 10, 10, AnnotationProblem.MISSING_SIZE);
      } else {
        assertThat(region.isArea()).as("%s %s", file, expected).isFalse();
      }
    }
  }

  private static void assertProblem(
      JsonNode element, int height, int width, AnnotationProblem problem) {
    assertThatThrownBy(() -> drawn(element, height, width))
        .isInstanceOfSatisfying(
            MalformedAnnotationException.class,
            refused -> assertThat(refused.problem()).isEqualTo(problem));
  }

  @Test
  void everyRegionOfADrawingIsOneMaskWithItsLabel() throws IOException {
    List<AnnotatedImage> pieces =
        MemoryFile.all(
            new LabelStudioReader(),
            LocalAnnotationFile.of(ConformanceKit.path(FOLDER + "lsf_image_tools.min.json")));
    List<StatedAnnotation> annotations =
        pieces.stream().flatMap(piece -> piece.annotations().stream()).toList();

    assertThat(annotations).extracting(StatedAnnotation::id).doesNotHaveDuplicates();
    assertThat(annotations)
        .filteredOn(annotation -> annotation.id().equals("wZ0I2XlKw1"))
        .singleElement()
        .satisfies(
            brush ->
                assertThat(brush.attributes()).containsEntry(StatedAnnotation.LABEL, "Planet"));
  }

  @Test
  void oldExportsWithoutSizesAreRefusedAndNothingElse() throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    for (String file : List.of("lsf_image_bbox_1.json", "lsf_image_polygons_0.json")) {
      MemoryFile.all(
              new LabelStudioReader(), LocalAnnotationFile.of(ConformanceKit.path(FOLDER + file)))
          .forEach(piece -> refusals.addAll(piece.refusals()));
    }

    assertThat(refusals)
        .hasSize(2)
        .allMatch(refusal -> refusal.problem() == AnnotationProblem.MISSING_SIZE);
  }

  @Test
  void streamsOfTheBrowsersEncoderAreUnpacked() throws MalformedAnnotationException {
    JsonNode streams = ConformanceKit.json(FOLDER + "js_encoder_rle_pack.json");
    JsonNode golden = golden("js_encoder_rle_pack.json");
    for (int i = 0; i < golden.size(); i++) {
      JsonNode expected = golden.get(i);
      JsonNode stream = streams.get("cases").get(i);
      assertThat(stream.get("name")).isEqualTo(expected.get("name"));
      int[] packed = JsonFields.wholes("rle", stream.get("rle"));

      RleMask mask =
          BrushCodec.decode(expected.get("H").intValue(), expected.get("W").intValue(), packed);

      assertThat(mask.toCocoString())
          .as(expected.get("name").textValue())
          .isEqualTo(expected.get("rle").get("counts").textValue());
      assertThat(BrushCodec.decode(mask.height(), mask.width(), unsigned(BrushCodec.encode(mask))))
          .isEqualTo(mask);
    }
  }

  private static int[] unsigned(byte[] bytes) {
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray();
  }
}
