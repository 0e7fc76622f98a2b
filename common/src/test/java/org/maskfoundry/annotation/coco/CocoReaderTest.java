package org.maskfoundry.annotation.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.StatedSize;

class CocoReaderTest {

  private static final String IMAGES =
      "\"images\": [{\"id\": 7, \"file_name\": \"a/b.jpg\", \"width\": 6, \"height\": 4}]";
  private static final String CATEGORIES = "\"categories\": [{\"id\": 3, \"name\": \"cup\"}]";

  private static List<AnnotatedImage> read(String json) throws IOException {
    return MemoryFile.all(new CocoReader(), MemoryFile.of("instances.json", json));
  }

  private static String annotation(String members) {
    return "{\"id\": 1, \"image_id\": 7, \"category_id\": 3, %s}".formatted(members);
  }

  private static AnnotatedImage only(String annotation) throws IOException {
    return read("{%s, %s, \"annotations\": [%s]}".formatted(IMAGES, CATEGORIES, annotation)).get(1);
  }

  @Test
  void labelsAndSizesAreFoundWhereverTheListsStand() throws IOException {
    String annotations =
        "\"annotations\": [%s]"
            .formatted(annotation("\"segmentation\": [[0, 0, 2, 0, 2, 2, 0, 2]]"));
    for (String json :
        List.of(
            "{%s, %s, %s}".formatted(IMAGES, CATEGORIES, annotations),
            "{%s, %s, %s}".formatted(annotations, CATEGORIES, IMAGES),
            "{\"info\": {\"x\": [1]}, %s, %s, %s}".formatted(CATEGORIES, annotations, IMAGES))) {
      List<AnnotatedImage> pieces = read(json);

      assertThat(pieces).hasSize(2);
      assertThat(pieces.get(1).image().name()).isEqualTo("a/b.jpg");
      assertThat(pieces.get(1).image().size()).isEqualTo(new StatedSize(6, 4));
      assertThat(pieces.get(1).annotations().get(0).attributes())
          .containsEntry(StatedAnnotation.LABEL, "cup");
    }
  }

  @Test
  void whatToolsAddIsKept() throws IOException {
    StatedAnnotation annotation =
        only(annotation(
                "\"segmentation\": {\"size\": [4, 6], \"counts\": [0, 24]}, \"iscrowd\": 1,"
                    + " \"attributes\": {\"occluded\": false}, \"area\": 99, \"score\": 0.5"))
            .annotations()
            .get(0);

    assertThat(annotation.attributes())
        .containsEntry("occluded", "false")
        .containsEntry("iscrowd", "1")
        .doesNotContainKey("area");
    assertThat(annotation.score()).isEqualTo(0.5);
  }

  @Test
  void runsThatDoNotFillTheFrameAreRefusedWithBothNumbers() throws IOException {
    Refusal refusal =
        only(annotation("\"segmentation\": {\"size\": [4, 6], \"counts\": [0, 20]}"))
            .refusals()
            .get(0);

    assertThat(refusal.problem()).isEqualTo(AnnotationProblem.RUN_SUM);
    assertThat(refusal.annotationId()).isEqualTo("1");
    assertThat(refusal.message()).contains("20", "24");
  }

  @Test
  void anUnlistedImageIsNamedByItsNumber() throws IOException {
    AnnotatedImage piece =
        only("{\"id\": 1, \"image_id\": 8, \"segmentation\": [[0, 0, 2, 0, 2, 2]]}");

    assertThat(piece.image().name()).contains("8", "instances.json");
    assertThat(piece.refusals().get(0).problem()).isEqualTo(AnnotationProblem.UNKNOWN_IMAGE);
  }

  @Test
  void twoImagesOfOneIdAreNotGuessedBetween() throws IOException {
    List<AnnotatedImage> pieces =
        read(
            "{\"images\": [{\"id\": 7, \"file_name\": \"a.jpg\"}, {\"id\": 7, \"file_name\":"
                + " \"b.jpg\"}], \"annotations\": [%s]}"
                    .formatted(annotation("\"segmentation\": [[0, 0, 2, 0, 2, 2]]")));

    assertThat(pieces.get(pieces.size() - 1).refusals().get(0).problem())
        .isEqualTo(AnnotationProblem.UNKNOWN_IMAGE);
  }

  @Test
  void whatStandsBeforeACutIsGiven() throws IOException {
    String whole =
        "{%s, %s, \"annotations\": [%s, %s]}"
            .formatted(
                IMAGES,
                CATEGORIES,
                annotation("\"segmentation\": [[0, 0, 2, 0, 2, 2, 0, 2]]"),
                annotation("\"segmentation\": [[0, 0, 3, 0, 3, 3, 0, 3]]"));
    MemoryFile cut = MemoryFile.of("instances.json", whole.substring(0, whole.length() - 20));
    List<AnnotatedImage> before = new ArrayList<>();

    try (AnnotationPieces pieces = new CocoReader().open(cut)) {
      assertThatThrownBy(() -> pieces.forEachRemaining(before::add))
          .isInstanceOf(AnnotationFileException.class)
          .hasMessageContaining("instances.json")
          .hasMessageContaining("line 1");
    }
    assertThat(before).hasSize(2);
  }

  @Test
  void resultsNameImagesByIdAlone() throws IOException, MalformedAnnotationException {
    MemoryFile results =
        MemoryFile.of(
            "results.json",
            "[{\"image_id\": 139, \"category_id\": 3, \"score\": 0.25,"
                + " \"segmentation\": {\"size\": [1, 2], \"counts\": \"11\"}}]");

    AnnotatedImage piece = MemoryFile.all(new CocoResultsReader(Optional.empty()), results).get(0);

    assertThat(piece.image().stems()).containsExactly("000000000139", "139");
    assertThat(piece.annotations().get(0).score()).isEqualTo(0.25);
    assertThat(piece.annotations().get(0).shape().draw(1, 2).mask().area()).isEqualTo(1);
  }

  @Test
  void theNamesOfResultsAreInDigitsOfNoLocale() throws IOException {
    MemoryFile results =
        MemoryFile.of(
            "results.json",
            "[{\"image_id\": 42, \"category_id\": 3, \"segmentation\": {\"size\": [1, 2], \"counts\":"
                + " \"11\"}}]");
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(
              MemoryFile.all(new CocoResultsReader(Optional.empty()), results)
                  .get(0)
                  .image()
                  .stems())
          .containsExactly("000000000042", "42");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void resultsFindNamesInTheListOfImages() throws IOException {
    MemoryFile list = MemoryFile.of("instances.json", "{%s, %s}".formatted(IMAGES, CATEGORIES));
    MemoryFile results =
        MemoryFile.of(
            "results.json", "[%s]".formatted(annotation("\"segmentation\": [[0, 0, 2, 0, 2, 2]]")));

    AnnotatedImage piece = MemoryFile.all(new CocoResultsReader(Optional.of(list)), results).get(0);

    assertThat(piece.image().name()).isEqualTo("a/b.jpg");
    assertThat(piece.annotations().get(0).attributes())
        .containsEntry(StatedAnnotation.LABEL, "cup");
  }
}
