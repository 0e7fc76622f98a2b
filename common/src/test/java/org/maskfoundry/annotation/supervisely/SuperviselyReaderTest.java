package org.maskfoundry.annotation.supervisely;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
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
import org.maskfoundry.mask.RleMask;

class SuperviselyReaderTest {

  private static AnnotatedImage read(String objects) throws IOException {
    return readFile(
        "{\"size\": {\"height\": 10, \"width\": 20}, \"objects\": [%s]}".formatted(objects));
  }

  private static AnnotatedImage readFile(String text) throws IOException {
    return MemoryFile.all(new SuperviselyReader(), MemoryFile.of("set/ann/cup.png.json", text))
        .get(0);
  }

  private static RleMask draw(StatedAnnotation annotation) throws MalformedAnnotationException {
    return annotation.shape().draw(10, 20).mask();
  }

  private static String packed(int imageType) throws IOException {
    BufferedImage image = new BufferedImage(2, 2, imageType);
    image.setRGB(1, 0, 0xffffffff);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(png.toByteArray());
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Test
  void bitmapsLieAtTheirOrigin() throws IOException, MalformedAnnotationException {
    String bitmap =
        """
        {"id": 5, "geometryType": "bitmap", "classTitle": "cup", "labelerLogin": "ann",
         "tags": [{"name": "broken"}], "bitmap": {"origin": [4, 6], "data": "%s"}}""";
    AnnotatedImage image =
        read(
            bitmap.formatted(packed(BufferedImage.TYPE_INT_ARGB))
                + ","
                + bitmap.formatted(packed(BufferedImage.TYPE_BYTE_GRAY)));

    assertThat(image.image().names()).containsExactly("set/ann/cup.png", "set/img/cup.png");
    assertThat(image.image().size()).isEqualTo(new StatedSize(20, 10));
    for (StatedAnnotation annotation : image.annotations()) {
      assertThat(draw(annotation).area()).isEqualTo(1);
      assertThat(draw(annotation).contains(5, 6)).isTrue();
    }
    StatedAnnotation first = image.annotations().get(0);
    assertThat(first.id()).isEqualTo("5");
    assertThat(first.work().annotator()).isEqualTo("ann");
    assertThat(first.attributes())
        .containsEntry("label", "cup")
        .containsEntry("tags", "[{\"name\":\"broken\"}]");
  }

  @Test
  void interiorsAreHolesAndRectanglesHaveTwoCorners()
      throws IOException, MalformedAnnotationException {
    AnnotatedImage image =
        read(
            """
            {"geometryType": "polygon", "points": {"exterior": [[0, 0], [6, 0], [6, 6], [0, 6]],
             "interior": [[[1, 1], [3, 1], [3, 3], [1, 3]]]}},
            {"geometryType": "rectangle", "points": {"exterior": [[7, 9], [2, 3]],
             "interior": []}}""");

    assertThat(draw(image.annotations().get(0)).area()).isEqualTo(36 - 4);
    assertThat(draw(image.annotations().get(1)).area()).isEqualTo(5 * 6);
  }

  @Test
  void whatHasNoAreaIsSkipped() throws IOException {
    AnnotatedImage image =
        read(
            """
            {"geometryType": "point"}, {"geometryType": "graph"}, {"geometryType": "line"},
            {"geometryType": "cuboid"}""");

    assertThat(image.refusals()).isEmpty();
    assertThat(image.skipped())
        .containsEntry(SkipReason.KEYPOINT, 2L)
        .containsEntry(SkipReason.LINE, 1L)
        .containsEntry(SkipReason.NO_GEOMETRY, 1L);
  }

  @Test
  void whatIsBrokenOrOfUnknownKindIsRefused() throws IOException {
    AnnotatedImage image =
        read(
            """
            {"id": 1, "geometryType": "bitmap", "bitmap": {"origin": [1], "data": ""}},
            {"id": 2, "geometryType": "bitmap", "bitmap": {"origin": [1, 1], "data": "AAAA"}},
            {"id": 3, "geometryType": "bitmap", "bitmap": {"origin": [1, 1], "data": "%"}},
            {"id": 4, "geometryType": "bitmap"},
            {"id": 5, "geometryType": "rectangle", "points": {"exterior": [[1, 1]]}},
            {"id": 6, "geometryType": "polygon", "points": {"exterior": 7}},
            {"id": 7},
            {"id": 8, "geometryType": "alpha_mask"}""");

    assertThat(image.annotations()).isEmpty();
    assertThat(image.skipped()).isEmpty();
    assertThat(image.refusals())
        .extracting(Refusal::annotationId)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  void aFileWithoutASizeIsNamed() {
    assertThatThrownBy(() -> readFile("{\"objects\": []}"))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("cup.png.json")
        .hasMessageContaining("size");
  }
}
