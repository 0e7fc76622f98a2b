package org.maskfoundry.annotation.coco;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.sa1b.Sa1bReader;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.mask.RleMask;

/** COCO and SA-1B files of real tools against what pycocotools makes of them. */
class CocoConformanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datumaro_instances_val.json",
        "datumaro_instances_train.json",
        "roboflow_train_annotations.coco.json",
        "labelme2coco_annotations.json",
        "lvis_excerpt.json"
      })
  void masksAreThoseOfPycocotools(String name) throws IOException, MalformedAnnotationException {
    JsonNode golden = ConformanceKit.json("annotations/golden_coco_files.json").get(name);
    Path file = ConformanceKit.path("annotations/coco/" + name);
    Map<String, RleMask> masks = new HashMap<>();
    List<Refusal> refusals = new ArrayList<>();
    for (AnnotatedImage piece : MemoryFile.all(new CocoReader(), LocalAnnotationFile.of(file))) {
      StatedSize size = piece.image().statedSize().orElseThrow();
      for (StatedAnnotation annotation : piece.annotations()) {
        masks.put(annotation.id(), annotation.shape().draw(size.height(), size.width()).mask());
      }
      refusals.addAll(piece.refusals());
    }

    int empty = 0;
    for (JsonNode expected : golden) {
      String id = expected.get("id").asText();
      if (expected.has("rle")) {
        assertThat(masks.get(id).toCocoString())
            .as("%s, annotation %s", name, id)
            .isEqualTo(expected.get("rle").get("counts").textValue());
        assertThat(masks.get(id).area()).isEqualTo(expected.get("mask_area").intValue());
      } else {
        empty++;
        assertThat(refusals)
            .anyMatch(
                refusal ->
                    refusal.annotationId().equals(id)
                        && refusal.problem() == AnnotationProblem.EMPTY_SEGMENTATION);
      }
    }
    assertThat(masks).hasSize(golden.size() - empty);
    assertThat(refusals).hasSize(empty);
  }

  @Test
  void aRecordOfSa1bGivesItsMasks() throws IOException, MalformedAnnotationException {
    JsonNode stated = ConformanceKit.json("annotations/sa1b/sa_900001.json").get("annotations");
    List<AnnotatedImage> pieces =
        MemoryFile.all(
            new Sa1bReader(),
            LocalAnnotationFile.of(ConformanceKit.path("annotations/sa1b/sa_900001.json")));
    StatedSize size = pieces.get(0).image().statedSize().orElseThrow();
    List<StatedAnnotation> annotations =
        pieces.stream().flatMap(piece -> piece.annotations().stream()).toList();

    assertThat(annotations).hasSize(stated.size());
    for (int i = 0; i < stated.size(); i++) {
      RleMask mask = annotations.get(i).shape().draw(size.height(), size.width()).mask();
      assertThat(mask.area()).isEqualTo(stated.get(i).get("area").intValue());
      assertThat(mask.toCocoString())
          .isEqualTo(stated.get(i).get("segmentation").get("counts").textValue());
      assertThat(annotations.get(i).attributes()).containsKeys("predicted_iou", "crop_box");
    }
  }

  @Test
  void aTransposedMaskIsNamedAsSuch() throws IOException {
    List<AnnotatedImage> pieces =
        MemoryFile.all(
            new Sa1bReader(),
            LocalAnnotationFile.of(ConformanceKit.path("annotations/sa1b/datumaro_b.json")));
    StatedAnnotation annotation = pieces.get(1).annotations().get(0);
    StatedSize size = pieces.get(1).image().statedSize().orElseThrow();

    assertThat(problem(annotation, size)).isEqualTo(AnnotationProblem.TRANSPOSED_SIZE);
  }

  private static AnnotationProblem problem(StatedAnnotation annotation, StatedSize size) {
    try {
      annotation.shape().draw(size.height(), size.width());
      throw new AssertionError("the mask was drawn");
    } catch (MalformedAnnotationException refused) {
      return refused.problem();
    }
  }
}
