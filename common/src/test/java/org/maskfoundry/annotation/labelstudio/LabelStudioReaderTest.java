package org.maskfoundry.annotation.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.StatedSize;

class LabelStudioReaderTest {

  private static final String RECTANGLE =
      """
      {"id": "r1", "type": "rectanglelabels", "from_name": "label", "to_name": "image",
       "original_width": 200, "original_height": 100, "origin": "manual",
       "value": {"x": 10, "y": 10, "width": 5, "height": 20, "rotation": 0,
                 "rectanglelabels": ["cup"]}}""";

  private static List<AnnotatedImage> read(String json) throws IOException {
    return MemoryFile.all(new LabelStudioReader(), MemoryFile.of("export.json", json));
  }

  private static String task(String data, String annotation) {
    return "{\"id\": 1, \"data\": {\"image\": \"%s\"}, \"annotations\": [%s]}"
        .formatted(data, annotation);
  }

  @Test
  void whoDrewItAndHowLongItTookIsKept() throws IOException {
    String second = RECTANGLE.replace("r1", "r2").replace("\"x\": 10", "\"x\": 50");
    AnnotatedImage image =
        read("["
                + task(
                    "s3://bucket/a/b.jpg",
                    "{\"id\": 5, \"completed_by\": {\"id\": 3, \"email\": \"ann@x.org\"},"
                        + " \"lead_time\": 30.0, \"result\": [%s, %s]}"
                            .formatted(RECTANGLE, second))
                + "]")
            .get(0);

    assertThat(image.image().name()).isEqualTo("s3://bucket/a/b.jpg");
    assertThat(image.image().size()).isEqualTo(new StatedSize(200, 100));
    assertThat(image.annotations()).hasSize(2);
    StatedAnnotation first = image.annotations().get(0);
    assertThat(first.work().annotator()).isEqualTo("ann@x.org");
    assertThat(first.work().seconds()).isEqualTo(15);
    assertThat(first.attributes())
        .containsEntry("lead_time", "30.0")
        .containsEntry("annotation_id", "5")
        .containsEntry("origin", "manual")
        .containsEntry(StatedAnnotation.LABEL, "cup");
  }

  @Test
  void uploadedAndLocalFilesAreFoundUnderTheirOwnNames() throws IOException {
    assertThat(read(task("/data/upload/3/1a2b3c4d-my%20cup.jpg", "")).get(0).image().names())
        .containsExactly("/data/upload/3/1a2b3c4d-my cup.jpg", "my cup.jpg");
    assertThat(read(task("/data/local-files/?d=photos/b.jpg", "")).get(0).image().name())
        .isEqualTo("photos/b.jpg");
  }

  @Test
  void aRegionDrawnAndLabelledApartIsOneMask() throws IOException {
    String drawing = RECTANGLE.replace("rectanglelabels", "rectangle");
    String labels =
        RECTANGLE
            .replace("\"rectanglelabels\", \"from", "\"labels\", \"from")
            .replace("\"rectanglelabels\": [\"cup\"]", "\"labels\": [\"plate\"]");
    AnnotatedImage image =
        read(task("b.jpg", "{\"result\": [%s, %s]}".formatted(drawing, labels))).get(0);

    assertThat(image.annotations()).hasSize(1);
    assertThat(image.annotations().get(0).attributes())
        .containsEntry(StatedAnnotation.LABEL, "plate");
    assertThat(image.skipped()).containsEntry(SkipReason.REPEATED, 1L);
  }

  @Test
  void whatIsNoPersonsMaskIsCountedByReason() throws IOException {
    String keypoint =
        "{\"id\": \"k\", \"type\": \"keypointlabels\", \"value\": {\"x\": 1, \"y\": 1, \"width\":"
            + " 1}}";
    String choice = "{\"id\": \"c\", \"type\": \"choices\", \"value\": {\"choices\": [\"x\"]}}";
    AnnotatedImage image =
        read("[{\"data\": {\"image\": \"b.jpg\"}, \"annotations\": ["
                + "{\"was_cancelled\": true, \"result\": [%s]}, {\"result\": [%s, %s]}],"
                    .formatted(RECTANGLE, keypoint, choice)
                + "\"predictions\": [{\"result\": [%s]}]}]".formatted(RECTANGLE))
            .get(0);

    assertThat(image.annotations()).isEmpty();
    assertThat(image.skipped())
        .containsEntry(SkipReason.CANCELLED, 1L)
        .containsEntry(SkipReason.KEYPOINT, 1L)
        .containsEntry(SkipReason.NO_GEOMETRY, 1L)
        .containsEntry(SkipReason.PREDICTION, 1L);
  }

  @Test
  void oneBadRegionLeavesTheOthers() throws IOException {
    String bad = RECTANGLE.replace("r1", "bad").replace("\"width\": 5", "\"width\": \"wide\"");
    AnnotatedImage image =
        read(task("b.jpg", "{\"result\": [%s, %s]}".formatted(bad, RECTANGLE))).get(0);

    assertThat(image.annotations()).extracting(StatedAnnotation::id).containsExactly("r1");
    assertThat(image.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.annotationId()).isEqualTo("bad");
              assertThat(refusal.problem()).isEqualTo(AnnotationProblem.MALFORMED);
              assertThat(refusal.message()).contains("width", "wide", "a finite number");
            });
  }

  @Test
  void imagesOfOneTaskAreToldApartByTheirPlace() throws IOException {
    String second = RECTANGLE.replace("\"origin\"", "\"item_index\": 1, \"origin\"");
    List<AnnotatedImage> images =
        read(
            "[{\"data\": {\"images\": [\"a.jpg\", \"b.jpg\"]}, \"annotations\": [{\"result\": [%s]}]}]"
                .formatted(second));

    assertThat(images).singleElement().extracting(i -> i.image().name()).isEqualTo("b.jpg");
  }

  private static String nameOf(String data, String region) throws IOException {
    return read("[{\"data\": {%s}, \"annotations\": [{\"result\": [%s]}]}]".formatted(data, region))
        .get(0)
        .image()
        .name();
  }

  @Test
  void theImageIsTheOneThatTheRegionNames() throws IOException {
    String two = "\"left\": \"l.jpg\", \"right\": \"r.jpg\"";
    String img = RECTANGLE.replace("\"to_name\": \"image\"", "\"to_name\": \"img\"");

    assertThat(nameOf(two, img.replace("\"img\"", "\"right\""))).isEqualTo("r.jpg");
    assertThat(nameOf(two, img.replace("\"img\"", "\"img\", \"source\": \"$right\"")))
        .isEqualTo("r.jpg");
    assertThat(nameOf("\"tags\": [\"indoor\", \"night\"], \"photo\": \"l.jpg\"", img))
        .isEqualTo("l.jpg");
    assertThat(nameOf("\"thumb\": \"t.jpg\", \"image\": \"l.jpg\"", img)).isEqualTo("l.jpg");
  }

  @Test
  void noneOfSeveralImagesIsGuessed() throws IOException {
    String img = RECTANGLE.replace("\"to_name\": \"image\"", "\"to_name\": \"img\"");

    assertThat(nameOf("\"left\": \"l.jpg\", \"right\": \"r.jpg\"", img))
        .startsWith("one of 2 images of ");
  }

  @Test
  void whatIsSaidOfARegionIsKeptWhereTheToolRepeatsItsGeometry() throws IOException {
    String text =
        RECTANGLE
            .replace(
                "rectanglelabels\", \"from_name\": \"label", "textarea\", \"from_name\": \"note")
            .replace("\"rectanglelabels\": [\"cup\"]", "\"text\": [\"chipped\"]");
    AnnotatedImage image =
        read(task("b.jpg", "{\"result\": [%s, %s]}".formatted(RECTANGLE, text))).get(0);

    assertThat(image.annotations()).hasSize(1);
    assertThat(image.annotations().get(0).attributes())
        .containsEntry(StatedAnnotation.LABEL, "cup")
        .containsEntry("note", "[\"chipped\"]")
        .doesNotContainKeys("x", "width", "rotation");
    assertThat(image.skipped()).isEmpty();
  }

  @Test
  void bitmasksAreRefusedAndNotPassedOver() throws IOException {
    String bitmask =
        RECTANGLE.replaceAll(
            "\"value\": \\{[^}]*}",
            "\"value\": {\"imageDataURL\": \"data:image/png;base64,AA==\"}");
    AnnotatedImage image = read(task("b.jpg", "{\"result\": [%s]}".formatted(bitmask))).get(0);

    assertThat(image.refusals())
        .singleElement()
        .satisfies(
            refusal -> assertThat(refusal.message()).contains("BitmaskLabels", "BrushLabels"));
  }

  @Test
  void tasksOfOursNameTheImageBesideThePictureThatIsShown() throws IOException {
    String task =
        """
        [{"data": {"source_image": "a/b.webp", "image": "https://x.org/painted/a/b.webp.png"},
          "annotations": [{"id": 1, "result": [%s]}]}]
        """
            .formatted(RECTANGLE);

    assertThat(read(task).get(0).image().names())
        .containsExactly("a/b.webp", "https://x.org/painted/a/b.webp.png");
  }

  @Test
  void aTaskThatNobodyHasFinishedIsStillToDo() throws IOException {
    String data = "{\"data\": {\"image\": \"a.png\"}, \"annotations\": [%s]}";
    String cancelled = "{\"id\": 1, \"was_cancelled\": true, \"result\": []}";
    String empty = "{\"id\": 1, \"result\": []}";

    assertThat(read("[" + data.formatted("") + "]").get(0).isReviewed()).isFalse();
    assertThat(read("[" + data.formatted(cancelled) + "]").get(0).isReviewed()).isFalse();
    assertThat(read("[" + data.formatted(empty) + "]").get(0).isReviewed()).isTrue();
  }

  @Test
  void oneBadAnnotationLeavesThoseOfOthers() throws IOException {
    String bad = "{\"id\": 1, \"lead_time\": \"long\", \"result\": [%s]}".formatted(RECTANGLE);
    String good = "{\"id\": 2, \"result\": [%s]}".formatted(RECTANGLE);
    AnnotatedImage image = read(task("b.jpg", bad + ", " + good)).get(0);

    assertThat(image.annotations()).hasSize(1);
    assertThat(image.refusals())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.message()).contains("lead_time", "long"));
  }

  @Test
  void workThatCannotBeReadIsWorkAllTheSame() throws IOException {
    AnnotatedImage image = read(task("b.jpg", "12, 13")).get(0);

    assertThat(image.isReviewed()).isTrue();
    assertThat(image.refusals()).isNotEmpty();
  }
}
