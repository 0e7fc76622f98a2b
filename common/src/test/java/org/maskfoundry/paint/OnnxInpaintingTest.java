package org.maskfoundry.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.graph.ForeignGraph;

/** Small models whose filling is known: what is in the mask becomes white, all else grey. */
class OnnxInpaintingTest {

  private static final int HEIGHT = 45;
  private static final int WIDTH = 61;

  /** The mask in all three channels, plus nothing of the image; times what white is. */
  private static byte[] white(float white, Object height, Object width) {
    ForeignGraph graph = new ForeignGraph();
    graph.input("image", 1, 3, height, width).input("mask", 1, 1, height, width);
    String nothing = graph.node("Mul", "image", graph.floats(new long[] {1}, 0));
    String filled = graph.node("Mul", "mask", graph.floats(new long[] {1}, white));
    return graph.output(graph.node("Add", nothing, filled), "filled", 1, 3, height, width).build();
  }

  private static RleMask square() {
    return RleMask.full(11, 13).paste(HEIGHT, WIDTH, 20, 30);
  }

  private static RgbImage noise() {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH];
    new Random(3).nextBytes(pixels);
    return new RgbImage(HEIGHT, WIDTH, pixels);
  }

  private static void assertWhiteInsideAndNothingElse(byte[] graph) {
    RgbImage image = noise();
    byte[] painted;
    try (Painter painter = Painter.ofModel(graph, DeviceSettings.cpu())) {
      painted = painter.paint(image, List.of(square())).pixels();
    }
    for (int value = 0; value < painted.length; value++) {
      int pixel = value / 3;
      boolean inside = square().contains(pixel % WIDTH, pixel / WIDTH);
      assertThat(painted[value] & 0xff).isEqualTo(inside ? 255 : image.pixels()[value] & 0xff);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1, 255})
  void graphsOfAnySizeFillTheMaskWhateverTheyCallWhite(float white) {
    assertWhiteInsideAndNothingElse(white(white, "height", "width"));
  }

  @Test
  void graphsOfOneSizeSeeTheImageSquashed() {
    byte[] graph = white(1, 4 * HEIGHT, 4 * WIDTH);
    RgbImage image = noise();
    try (Painter painter = Painter.ofModel(graph, DeviceSettings.cpu())) {
      byte[] painted = painter.paint(image, List.of(square())).pixels();
      int middle = 3 * (36 * WIDTH + 26);

      assertThat(painted[middle] & 0xff).isEqualTo(255);
      assertThat(painted[0]).isEqualTo(image.pixels()[0]);
    }
  }

  @Test
  void aFullDeviceIsToldFromAModelThatFails() {
    ForeignGraph graph = new ForeignGraph();
    graph.input("image", 1, 3, "height", "width").input("mask", 1, 1, "height", "width");
    String filled =
        graph.node("Add", graph.node("Add", "image", "mask"), graph.moreThanFits("image"));
    byte[] huge = graph.output(filled, "filled", 1, 3, "height", "width").build();

    try (Painter painter = Painter.ofModel(huge, DeviceSettings.cpu())) {
      assertThatThrownBy(() -> painter.paint(noise(), List.of(square())))
          .isInstanceOf(DeviceMemoryException.class)
          .hasMessageContaining("cpu");
    }
  }

  @Test
  void otherModelsAreRefusedWithWhatWasFound() {
    ForeignGraph graph = new ForeignGraph();
    graph.input("picture", 1, 3, 8, 8);
    byte[] noMask = graph.output(graph.node("Relu", "picture"), "out", 1, 3, 8, 8).build();

    assertThatThrownBy(() -> Painter.ofModel(noMask, DeviceSettings.cpu()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("picture[1, 3, 8, 8]")
        .hasMessageContaining("a mask [1, 1, h, w]");
  }
}
