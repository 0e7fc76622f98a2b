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
    new BatchHalving<Integer>(items -> work(items, 3, done, sizes))
        .run(IntStream.range(0, 13).boxed().toList());
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 13).boxed().toList());
    assertThat(sizes).allMatch(size -> size <= 3);
  }

  @Test
  void oneItemThatDoesNotFitAloneIsTheEnd() {
    assertThatThrownBy(
            () ->
                new BatchHalving<Integer>(
                        items -> work(items, 0, new ArrayList<>(), new ArrayList<>()))
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
