package org.maskfoundry.annotation.labelme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.Refusal;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.annotation.shape.EllipseShape;
import org.maskfoundry.mask.RleMask;

class LabelMeReaderTest {

  private static final String SIZE = "\"imagePath\": \"cup.png\", \"imageWidth\": 20, ";

  private static AnnotatedImage read(String shapes) throws IOException {
    return readFile(
        "a/cup.json",
        "{\"shapes\": [%s], %s \"imageHeight\": 10, \"imageData\": null}".formatted(shapes, SIZE));
  }

  private static AnnotatedImage readFile(String name, String text) throws IOException {
    return MemoryFile.all(new LabelMeReader(), MemoryFile.of(name, text)).get(0);
  }

  private static RleMask draw(StatedAnnotation annotation) throws MalformedAnnotationException {
    return annotation.shape().draw(10, 20).mask();
  }

  private static String greyPng() throws IOException {
    BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(1, 0, 0, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(grey, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Test
  void theImageIsNamedFromTheFilesOwnFolder() throws IOException {
    String text =
        """
        {"imageData": "%s", "imagePath": "..\\\\images\\\\cup.png", "imageWidth": 20,
         "imageHeight": 10, "shapes": []}"""
            .formatted("A".repeat(100_000));
    AnnotatedImage image = readFile("set/labels/cup.json", text);

    assertThat(image.image().names())
        .containsExactly("set/labels/../images/cup.png", "../images/cup.png");
    assertThat(image.image().stems()).containsExactly("set/labels/cup");
    assertThat(image.image().size()).isEqualTo(new StatedSize(20, 10));
  }

  @Test
  void rectanglesArePolygonsWithWhateverCornersWereDrawnFirst()
      throws IOException, MalformedAnnotationException {
    AnnotatedImage image =
        read(
            """
            {"label": "cup", "points": [[7, 9], [2, 3]], "shape_type": "rectangle"},
            {"label": "cup", "points": [[2, 3], [7, 3], [7, 9], [2, 9]]}""");

    assertThat(draw(image.annotations().get(0)).area()).isEqualTo(5 * 6);
    assertThat(draw(image.annotations().get(1))).isEqualTo(draw(image.annotations().get(0)));
  }

  @Test
  void circlesHaveACentreAndAPointOnTheRim() throws IOException {
    AnnotatedImage image =
        read("{\"label\": \"c\", \"points\": [[8, 5], [11, 9]], \"shape_type\": \"circle\"}");

    assertThat(image.annotations().get(0).shape()).isEqualTo(new EllipseShape(8, 5, 5, 5, 0));
  }

  @Test
  void masksLieAtTheRoundedFirstPoint() throws IOException, MalformedAnnotationException {
    // Halves go to the even neighbour, as in Python.
    AnnotatedImage image =
        read(
            """
            {"label": "m", "points": [[2.5, 3.5], [4, 5]], "shape_type": "mask", "mask": "%s"}"""
                .formatted(greyPng()));
    RleMask mask = draw(image.annotations().get(0));

    assertThat(mask.area()).isEqualTo(1);
    assertThat(mask.contains(3, 4)).isTrue();
  }

  @Test
  void outlinesOfOneLabelAndGroupAreOneObject() throws IOException, MalformedAnnotationException {
    AnnotatedImage image =
        read(
            """
            {"label": "cup", "group_id": 1, "points": [[0, 0], [2, 2]], "shape_type": "rectangle",
             "description": "left"},
            {"label": "lid", "group_id": 1, "points": [[0, 0], [4, 4]], "shape_type": "rectangle"},
            {"label": "cup", "group_id": 1, "points": [[5, 0], [8, 0], [8, 3], [5, 3]],
             "description": "right", "flags": {"occluded": true}},
            {"label": "cup", "group_id": null, "points": [[0, 0], [1, 1]],
             "shape_type": "rectangle"},
            {"label": "cup", "group_id": 1, "points": [[12, 5], [14, 5]],
             "shape_type": "circle"}""");

    assertThat(image.annotations()).hasSize(4);
    StatedAnnotation joined = image.annotations().get(0);
    assertThat(draw(joined).area()).isEqualTo(4 + 9);
    assertThat(joined.attributes())
        .containsEntry("label", "cup")
        .containsEntry("group_id", "1")
        .containsEntry("description", "left; right")
        .containsEntry("flags", "{\"occluded\":true}");
    // A circle of the group is an object of its own and still says which group it is of.
    assertThat(image.annotations().get(3).attributes()).containsEntry("group_id", "1");
  }

  @Test
  void whatHasNoAreaIsSkipped() throws IOException {
    AnnotatedImage image =
        read(
            """
            {"label": "p", "points": [[1, 1]], "shape_type": "point"},
            {"label": "p", "points": [[1, 1], [2, 2]], "shape_type": "points"},
            {"label": "l", "points": [[1, 1], [2, 2]], "shape_type": "line"},
            {"label": "l", "points": [[1, 1], [2, 2]], "shape_type": "linestrip"},
            {"label": "__ignore__", "points": [[1, 1], [2, 2]], "shape_type": "rectangle"}""");

    assertThat(image.annotations()).isEmpty();
    assertThat(image.refusals()).isEmpty();
    assertThat(image.skipped())
        .containsEntry(SkipReason.KEYPOINT, 2L)
        .containsEntry(SkipReason.LINE, 2L)
        .containsEntry(SkipReason.IGNORED_REGION, 1L);
  }

  @Test
  void refusalsNameTheShapeAndLeaveTheOthers() throws IOException {
    AnnotatedImage image =
        read(
            """
            {"label": "a", "points": [[1, 1], [9, 1], [9, 9]]},
            7,
            {"label": "b", "points": [[1, 1], [9, "x"]]},
            {"label": "c", "points": [[1, 1]], "shape_type": "rectangle"},
            {"label": "d", "points": [[1, 1]], "shape_type": "circle"},
            {"label": "e", "points": [[1, 1]], "shape_type": "mask", "mask": "%%%"},
            {"label": "f", "points": [[1, 1]], "shape_type": "mask", "mask": "AAAA"},
            {"label": "g", "points": [], "shape_type": "mask", "mask": "AAAA"},
            {"label": "h", "points": [[1, 1]], "shape_type": "spiral"}""");

    assertThat(image.annotations()).hasSize(1);
    // LabelMe gives no ids, so that the place in the file has to tell which shape it is.
    assertThat(image.refusals())
        .extracting(Refusal::message)
        .map(message -> message.substring(0, message.indexOf(':')))
        .containsExactlyInAnyOrder(
            "shapes[1]",
            "shapes[2]",
            "shapes[3]",
            "shapes[4]",
            "shapes[5]",
            "shapes[6]",
            "shapes[7]",
            "shapes[8]");
  }

  @Test
  void aFileThatIsNoLabelMeFileIsNamed() {
    assertThatThrownBy(() -> readFile("a/cup.json", "{\"shapes\": 7}"))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("a/cup.json")
        .hasMessageContaining("shapes");
    assertThatThrownBy(() -> readFile("a/cup.json", "{\"imageWidth\": 4.5, \"imageHeight\": 2}"))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("imageWidth");
  }
}
