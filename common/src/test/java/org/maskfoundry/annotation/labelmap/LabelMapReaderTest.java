package org.maskfoundry.annotation.labelmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.mask.RleMask;

class LabelMapReaderTest {

  private static AnnotatedImage read(AnnotationFile file) throws IOException {
    return MemoryFile.all(new LabelMapReader(), file).get(0);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** An image of one row. */
  private static byte[] row(BufferedImage blank, int... values) throws IOException {
    for (int x = 0; x < values.length; x++) {
      blank.getRaster().setSample(x, 0, 0, values[x]);
    }
    return png(blank);
  }

  private static byte[] grey(int... values) throws IOException {
    return row(new BufferedImage(values.length, 1, BufferedImage.TYPE_BYTE_GRAY), values);
  }

  private static byte[] deepGrey(int... values) throws IOException {
    return row(new BufferedImage(values.length, 1, BufferedImage.TYPE_USHORT_GRAY), values);
  }

  /** The palette has index i as colour (i, 128, 0). */
  private static byte[] palette(int... values) throws IOException {
    byte[] reds = new byte[256];
    byte[] greens = new byte[256];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = (byte) i;
      greens[i] = (byte) 128;
    }
    IndexColorModel colours = new IndexColorModel(8, 256, reds, greens, new byte[256]);
    return row(
        new BufferedImage(values.length, 1, BufferedImage.TYPE_BYTE_INDEXED, colours), values);
  }

  private static byte[] colours(int... values) throws IOException {
    BufferedImage image = new BufferedImage(values.length, 1, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < values.length; x++) {
      image.setRGB(x, 0, values[x]);
    }
    return png(image);
  }

  private static List<String> ids(AnnotatedImage image) {
    return image.annotations().stream().map(StatedAnnotation::id).toList();
  }

  private static List<String> labels(AnnotatedImage image) {
    return image.annotations().stream()
        .map(annotation -> annotation.attributes().getOrDefault("label", ""))
        .toList();
  }

  @Test
  void paletteIndicesCountAndTheirVoidIs255() throws IOException, MalformedAnnotationException {
    AnnotatedImage image =
        read(
            MemoryFile.of("SegmentationClass/cup.png", palette(0, 2, 1, 2, 255))
                .with("../labelmap.txt", "# label:color_rgb:parts:actions\ncup:2,128,0::\n"));

    assertThat(ids(image)).containsExactly("1", "2");
    assertThat(labels(image)).containsExactly("", "cup");
    RleMask two = image.annotations().get(1).shape().draw(1, 5).mask();
    assertThat(two).isEqualTo(RleMask.ofRuns(1, 5, new int[] {1, 1, 1, 1, 1}));
    assertThat(image.skipped()).isEqualTo(Map.of(SkipReason.IGNORED_REGION, 1L));
    assertThat(image.image().size()).isEqualTo(new StatedSize(5, 1));
    assertThat(image.image().stems())
        .containsExactly("SegmentationClass/cup", "JPEGImages/cup", "images/cup");
  }

  @Test
  void classesHaveNamesByNumber() throws IOException {
    AnnotatedImage image =
        read(
            MemoryFile.of("cup.png", grey(0, 1, 2, 9))
                .with("class_names.txt", "_background_\ncup\nlid\n"));

    assertThat(labels(image)).containsExactly("cup", "lid", "");
  }

  @Test
  void greyOf8BitsHasVoidOnlyBesideLabels() throws IOException {
    assertThat(ids(read(MemoryFile.of("cup.png", grey(0, 255, 0))))).containsExactly("255");
    assertThat(ids(read(MemoryFile.of("cup.png", grey(0, 1, 255))))).containsExactly("1");
  }

  @Test
  void instance255Of16BitsIsAnInstanceAsAnyOther() throws IOException {
    AnnotatedImage image = read(MemoryFile.of("cells.png", deepGrey(0, 254, 255, 256, 65_535)));

    assertThat(ids(image)).containsExactly("254", "255", "256", "65535");
    assertThat(image.skipped()).isEmpty();
  }

  @Test
  void cityscapesIdsNameTheirClass() throws IOException {
    AnnotatedImage image =
        read(MemoryFile.of("b/aachen_1_gtFine_instanceIds.png", deepGrey(7, 24_001, 24_002)));

    assertThat(ids(image)).containsExactly("7", "24001", "24002");
    assertThat(labels(image)).containsExactly("7", "24", "24");
    assertThat(image.image().stems())
        .containsExactly("b/aachen_1_gtFine_instanceIds", "b/aachen_1", "b/aachen_1_leftImg8bit");
  }

  @Test
  void everyColourIsAnObjectButBlackAndTheBorder() throws IOException {
    AnnotatedImage image = read(MemoryFile.of("cup.png", colours(0, 0x80, 0xe0e0c0, 0x800000)));

    assertThat(ids(image)).containsExactly("#000080", "#800000");
    assertThat(image.skipped()).isEqualTo(Map.of(SkipReason.IGNORED_REGION, 1L));
  }

  @Test
  void coloursOf16BitsAreRefusedNotConfused() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 2, 1, 3, null);
    // Put into 8 bits each, both would be one colour.
    raster.setPixel(0, 0, new int[] {0, 0x0100, 0});
    raster.setPixel(1, 0, new int[] {1, 0, 0});
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, 1, DataBuffer.TYPE_USHORT);
    byte[] png = png(new BufferedImage(model, raster, false, null));

    assertThatThrownBy(() -> read(MemoryFile.of("deep.png", png)))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("deep.png")
        .hasMessageContaining("16 bits");
  }

  @Test
  void brokenAndHugeFilesAreNamed() throws IOException {
    byte[] whole = grey(0, 1, 2, 3);
    assertThatThrownBy(() -> read(MemoryFile.of("cut.png", Arrays.copyOf(whole, 40))))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("cut.png");
    assertThatThrownBy(() -> read(MemoryFile.of("text.png", "no picture")))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("text.png");
    byte[] huge = whole.clone();
    // The header's width, upper byte.
    huge[16] = 0x70;
    assertThatThrownBy(() -> read(MemoryFile.of("huge.png", huge)))
        .isInstanceOf(AnnotationFileException.class)
        .hasMessageContaining("huge.png");
  }
}
