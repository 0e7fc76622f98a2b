package org.maskfoundry.annotation.cvat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.shape.DrawnMask;
import org.maskfoundry.annotation.shape.Finding;

class CvatReaderTest {

  private static AnnotatedImage read(String shapes) throws IOException {
    return MemoryFile.all(
            new CvatReader(),
            MemoryFile.of(
                "export.xml",
                "<?xml version=\"1.0\"?><annotations><version>1.1</version><meta><x><y/></x></meta>"
                    + "<image id=\"0\" name=\"a/b.png\" width=\"8\" height=\"4\">%s</image>"
                        .formatted(shapes)
                    + "</annotations>"))
        .get(0);
  }

  @Test
  void masksAreRowMajorInTheirBoxAndClipped() throws IOException, MalformedAnnotationException {
    AnnotatedImage image =
        read(
            "<mask label=\"cup\" rle=\"1, 2, 1, 2\" left=\"6\" top=\"1\" width=\"3\" height=\"2\""
                + " z_order=\"3\"><attribute name=\"colour\">red</attribute></mask>");
    StatedAnnotation mask = image.annotations().get(0);
    DrawnMask drawn = mask.shape().draw(4, 8);

    // Row 1 has columns 7 and 8, row 2 has columns 7 and 8; column 8 is outside.
    assertThat(drawn.mask().area()).isEqualTo(2);
    assertThat(drawn.mask().contains(7, 1)).isTrue();
    assertThat(drawn.mask().contains(7, 2)).isTrue();
    assertThat(drawn.findings()).containsExactly(Finding.PARTLY_OUTSIDE);
    assertThat(mask.attributes())
        .containsEntry("label", "cup")
        .containsEntry("z_order", "3")
        .containsEntry("colour", "red");
  }

  @Test
  void whatHasNoAreaIsSkippedAndWhatIsBrokenRefused() throws IOException {
    AnnotatedImage image =
        read(
            "<polyline points=\"1,1;2,2\"/><points points=\"1,1\"/><tag label=\"x\"/>"
                + "<polygon points=\"1,1;x,2;3,3\"/><ellipse cx=\"1\"/>"
                + "<mask rle=\"0,3\" left=\"0\" top=\"0\" width=\"2\" height=\"2\"/>");

    assertThat(image.skipped())
        .containsEntry(SkipReason.LINE, 1L)
        .containsEntry(SkipReason.KEYPOINT, 1L)
        .containsEntry(SkipReason.NO_GEOMETRY, 1L);
    assertThat(image.refusals())
        .extracting(refusal -> refusal.problem())
        .containsExactly(
            AnnotationProblem.MALFORMED, AnnotationProblem.MALFORMED, AnnotationProblem.RUN_SUM);
    assertThat(image.refusals().get(0).message()).contains("points", "x");
    assertThat(image.refusals().get(2).message()).contains("3", "4");
  }

  @Test
  void tracksOfVideosAreRefusedWithTheRemedy() {
    assertThatThrownBy(
            () ->
                MemoryFile.all(
                    new CvatReader(),
                    MemoryFile.of("v.xml", "<annotations><track id=\"0\"/></annotations>")))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("v.xml")
        .hasMessageContaining("CVAT for images");
  }

  @Test
  void externalEntitiesAreNotFollowed() {
    assertThatThrownBy(
            () ->
                MemoryFile.all(
                    new CvatReader(),
                    MemoryFile.of(
                        "x.xml",
                        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                            + "<annotations><image name=\"&e;\"/></annotations>")))
        .isInstanceOf(AnnotationFileException.class);
  }
}
