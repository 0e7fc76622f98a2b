package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadArchitectureTest {

  private static HeadArchitecture ofSide(int embeddingSize) {
    return new HeadArchitecture(3, embeddingSize, 1024, 16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8 | 0 | 8,4",
        "12 | 0 | 12,6",
        "16 | 0 | 16,8,4",
        "20 | 0 | 20,10,5",
        "64 | 0 | 64,32,16,8",
        "72 | 1 | 36,18,9",
        "128 | 1 | 64,32,16,8",
        "132 | 2 | 33",
        "256 | 2 | 64,32,16,8",
        "260 | 2 | 65",
      })
  void gridsHalveFromTheFinestOnWhileTheirSidesAreWhole(
      int embeddingSize, int halvings, String sides) {
    HeadArchitecture head = ofSide(embeddingSize);

    assertThat(head.halvings()).isEqualTo(halvings);
    assertThat(head.levels())
        .extracting(level -> "" + level.side())
        .containsExactly(sides.split(","));
    assertThat(head.levels())
        .allSatisfy(level -> assertThat(level.side() * level.cell()).isEqualTo(1024));
  }

  @Test
  void cellsAreThoseOfAllGrids() {
    assertThat(ofSide(16).cells()).isEqualTo(256 + 64 + 16);
    assertThat(ofSide(128).cells()).isEqualTo(4096 + 1024 + 256 + 64);
  }

  @Test
  void cellsHaveTheirMiddleInPixelsOfTheModelsInput() {
    HeadLevel level = ofSide(16).levels().get(1);

    assertThat(level.cell()).isEqualTo(128);
    assertThat(level.centre(0)).isEqualTo(64);
    assertThat(level.centre(7)).isEqualTo(1024 - 64);
  }

  @ParameterizedTest
  @ValueSource(ints = {-8, 0, 4, 9, 10, 14, 63})
  void anEmbeddingThatCannotBeHalvedAsOftenIsRefused(int embeddingSize) {
    assertThatThrownBy(() -> ofSide(embeddingSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("side " + embeddingSize)
        .hasMessageContaining("a multiple of 4, 8 at least");
  }

  @ParameterizedTest
  @CsvSource({"0, 1024, 16", "3, 0, 16", "3, 1024, 0", "3, 1024, -8", "3, 1024, 12"})
  void sizesThatAreNotPositiveOrCannotBeGroupedAreRefused(int channels, int imageSize, int width) {
    assertThatThrownBy(() -> new HeadArchitecture(channels, 16, imageSize, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "Channels %d, image size %d, width %d".formatted(channels, imageSize, width))
        .hasMessageContaining("a multiple of 8");
  }

  @Test
  void anEmbeddingThatIsFineEnoughIsNotHalvedByTheStem() {
    assertThat(ofSide(16).stem())
        .containsExactly(
            new HeadArchitecture.Layer("stem.0", 3, 1),
            new HeadArchitecture.Layer("stem.1", 16, 1));
  }

  @Test
  void aFinerEmbeddingIsHalvedFirst() {
    assertThat(ofSide(256).stem())
        .containsExactly(
            new HeadArchitecture.Layer("stem.0", 3, 2),
            new HeadArchitecture.Layer("stem.1", 16, 2),
            new HeadArchitecture.Layer("stem.2", 16, 1));
  }

  @Test
  void everyLayerHasItsTensors() {
    Map<String, long[]> tensors = ofSide(16).tensors();

    List<String> blocks =
        List.of(
            "stem.0", "stem.1", "down.1", "deep.1", "down.2", "deep.2", "merge.0", "merge.1",
            "tower.0", "tower.1");
    assertThat(tensors).hasSize(3 * blocks.size() + 6);
    for (String block : blocks) {
      long in = block.equals("stem.0") ? 3 : 16;
      assertThat(tensors.get(block + ".weight")).as(block).containsExactly(16, in, 3, 3);
      assertThat(tensors.get(block + ".norm.weight")).as(block).containsExactly(16);
      assertThat(tensors.get(block + ".norm.bias")).as(block).containsExactly(16);
    }
    assertThat(tensors.get("input.mean")).containsExactly(3);
    assertThat(tensors.get("input.scale")).containsExactly(3);
    assertThat(tensors.get("score.weight")).containsExactly(1, 16, 3, 3);
    assertThat(tensors.get("score.bias")).containsExactly(1);
    assertThat(tensors.get("sides.weight")).containsExactly(4, 16, 3, 3);
    assertThat(tensors.get("sides.bias")).containsExactly(4);
  }

  @Test
  void theHeadOfOneGridMergesNothing() {
    assertThat(ofSide(132).tensors().keySet())
        .noneMatch(name -> name.matches("(down|deep|merge)[.].*"));
  }
}
