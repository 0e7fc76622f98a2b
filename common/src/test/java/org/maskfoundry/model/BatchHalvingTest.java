package org.maskfoundry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchHalvingTest {

  @Test
  void aBatchThatDoesNotFitIsHalvedAndKeepsItsOrder() {
    List<Integer> done = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    List<String> halvings = new ArrayList<>();
    new BatchHalving<Integer>(items -> work(items, 3, done, sizes), () -> halvings.add("halved"))
        .run(IntStream.range(0, 13).boxed().toList());
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 13).boxed().toList());
    assertThat(sizes).allMatch(size -> size <= 3);
    // 13 into 6 and 7, then 6, 7 and the 4 of 7.
    assertThat(halvings).hasSize(4);
  }

  @Test
  void oneItemThatDoesNotFitAloneIsTheEnd() {
    assertThatThrownBy(
            () ->
                new BatchHalving<Integer>(
                        items -> work(items, 0, new ArrayList<>(), new ArrayList<>()), () -> {})
                    .run(List.of(1, 2)))
        .isInstanceOf(DeviceMemoryException.class);
  }

  private static void work(
      List<Integer> items, int capacity, List<Integer> done, List<Integer> sizes) {
    if (items.size() > capacity) {
      throw new DeviceMemoryException("full", null);
    }
    done.addAll(items);
    sizes.add(items.size());
  }
}
