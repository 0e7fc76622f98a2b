package org.maskfoundry.annotation.datumaro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.StatedSize;

class DatumaroReaderTest {

  private static final String LABELS =
      "\"categories\": {\"label\": {\"labels\": [{\"name\": \"cup\"}, {\"name\": \"lid\"}]}}";

  private static List<AnnotatedImage> read(String text) throws IOException {
    return MemoryFile.all(new DatumaroReader(), MemoryFile.of("train.json", text));
  }

  private static AnnotatedImage item(String annotations) throws IOException {
    return read("""
            {%s, "items": [{"id": "a/cup", "image": {"path": "cup.png", "size": [10, 20]},
             "annotations": [%s]}]}"""
            .formatted(LABELS, annotations))
        .get(0);
  }

  private static int area(StatedAnnotation annotation) throws MalformedAnnotationException {
    return annotation.shape().draw(10, 20).mask().area();
  }

  @Test
  void everyKindWithAnAreaIsDrawn() throws IOException, MalformedAnnotationException {
    AnnotatedImage image =
        item(
            """
            {"id": 1, "type": "polygon", "points": [2, 3, 7, 3, 7, 9, 2, 9], "label_id": 1,
             "z_order": 2, "group": 4, "attributes": {"occluded": true}},
            {"id": 2, "type": "bbox", "bbox": [2, 3, 5, 6], "label_id": 9},
            {"id": 3, "type": "rotated_bbox", "points": [5, 5, 4, 2, 90]},
            {"id": 4, "type": "mask", "rle": {"size": [10, 20], "counts": [10, 20, 170]}},
            {"id": 5, "type": "ellipse", "points": [0, 0, 4, 4]}""");

    assertThat(image.image().names()).containsExactly("cup.png");
    assertThat(image.image().stems()).containsExactly("a/cup");
    assertThat(image.image().size()).isEqualTo(new StatedSize(20, 10));
    List<Integer> areas = new ArrayList<>();
    for (StatedAnnotation annotation : image.annotations()) {
      areas.add(area(annotation));
    }
    assertThat(areas).containsExactly(30, 30, 8, 20, 12);
    assertThat(image.annotations().get(0).attributes())
        .containsEntry("label", "lid")
        .containsEntry("z_order", "2")
        .containsEntry("group", "4")
        .containsEntry("occluded", "true");
    // A number that no label has.
    assertThat(image.annotations().get(1).attributes()).containsEntry("label", "9");
  }

  @Test
  void labelsMayFollowTheItems() throws IOException {
    List<AnnotatedImage> images =
        read(
            """
            {"items": [{"id": "cup", "media": {"path": ""}, "annotations": [{"id": 1,
             "type": "bbox", "bbox": [0, 0, 2, 2], "label_id": 0}]}, {"id": "no image"}], %s}"""
                .formatted(LABELS));

    assertThat(images).hasSize(2);
    assertThat(images.get(0).image().names()).isEmpty();
    assertThat(images.get(0).image().statedSize()).isEmpty();
    assertThat(images.get(0).annotations().get(0).attributes()).containsEntry("label", "cup");
  }

  @Test
  void whatHasNoAreaIsSkipped() throws IOException {
    AnnotatedImage image =
        item(
            """
            {"type": "label"}, {"type": "caption"}, {"type": "cuboid_3d"}, {"type": "points"},
            {"type": "skeleton"}, {"type": "polyline"}""");

    assertThat(image.refusals()).isEmpty();
    assertThat(image.skipped())
        .containsEntry(SkipReason.NO_GEOMETRY, 3L)
        .containsEntry(SkipReason.KEYPOINT, 2L)
        .containsEntry(SkipReason.LINE, 1L);
  }

  @Test
  void whatIsBrokenOrOfUnknownKindIsRefused() throws IOException {
    AnnotatedImage image =
        item(
            """
            {"id": 1, "type": "bbox", "bbox": [1, 2, 3]},
            {"id": 2, "type": "polygon", "points": "x"},
            {"id": 3, "type": "mask"},
            {"id": 4, "type": "mask", "rle": {"size": [10, 20], "counts": [1, 2]}},
            {"id": 5, "type": "bbox", "bbox": [1, 2, 3, 4], "label_id": "cup"},
            {"id": 6, "type": "bbox", "bbox": [1, 2, 3, 4], "attributes": 7},
            {"id": 7, "bbox": [1, 2, 3, 4]},
            {"id": 8, "type": "spiral"},
            {"id": 9, "type": "bbox", "bbox": [1, 2, 3, 4]}""");

    assertThat(image.annotations()).extracting(StatedAnnotation::id).containsExactly("9");
    assertThat(image.skipped()).isEmpty();
    assertThat(image.refusals())
        .extracting(Refusal::annotationId)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  void itemsBeforeABreakStand() throws IOException {
    String cut = "{\"items\": [{\"id\": \"cup\", \"annotations\": []}, {\"id\": ";
    try (AnnotationPieces pieces = new DatumaroReader().open(MemoryFile.of("train.json", cut))) {
      assertThat(pieces.next()).isPresent();
      assertThatThrownBy(pieces::next)
          .isInstanceOf(AnnotationFileException.class)
          .hasMessageContaining("train.json");
    }
  }

  @Test
  void aFileWithoutItemsIsNamed() {
    assertThatThrownBy(() -> read("{%s}".formatted(LABELS)))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("train.json")
        .hasMessageContaining("items");
  }
}
