package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShuffledBatchesTest {

  private static final List<TrainingImage> IMAGES =
      Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
          .map(name -> new TrainingImage(name, () -> new float[1], List.of()))
          .toList();

  private static List<String> next(ShuffledBatches batches, int times) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      batches.next().forEach(image -> names.add(image.name()));
    }
    return names;
  }

  @Test
  void allImagesComeBeforeAnyComesAgain() {
    ShuffledBatches batches = new ShuffledBatches(IMAGES, 2, new Random(1));

    List<String> first = next(batches, 4);
    List<String> second = next(batches, 4);

    assertThat(first).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h");
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
  }

  @Test
  void whatIsLeftOverWaitsAndNobodyWaitsForEver() {
    ShuffledBatches batches = new ShuffledBatches(IMAGES, 3, new Random(1));

    for (int order = 0; order < 20; order++) {
      assertThat(next(batches, 2)).hasSize(6).doesNotHaveDuplicates();
    }
    assertThat(next(batches, 40)).contains("a", "b", "c", "d", "e", "f", "g", "h");
  }

  @Test
  void aBatchHasNoMoreThanAllImages() {
    assertThat(next(new ShuffledBatches(IMAGES, 100, new Random(1)), 1))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h");
  }

  @Test
  void theOrderFollowsFromTheSeed() {
    List<String> order = next(new ShuffledBatches(IMAGES, 2, new Random(1)), 20);

    assertThat(next(new ShuffledBatches(IMAGES, 2, new Random(1)), 20)).isEqualTo(order);
    assertThat(next(new ShuffledBatches(IMAGES, 2, new Random(2)), 20)).isNotEqualTo(order);
  }
}
