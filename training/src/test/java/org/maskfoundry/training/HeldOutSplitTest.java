package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOutSplitTest {

  private static List<TrainingImage> images(int count) {
    List<TrainingImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(new TrainingImage("image " + i, () -> new float[1], List.of()));
    }
    return images;
  }

  private static List<String> names(List<TrainingImage> images) {
    return images.stream().map(TrainingImage::name).toList();
  }

  @Test
  void everyImageIsOnOneSide() {
    HeldOutSplit split = HeldOutSplit.of(images(50), 0.2, 1);

    assertThat(split.heldOut()).hasSize(10);
    assertThat(split.learned()).hasSize(40);
    assertThat(names(split.heldOut())).doesNotContainAnyElementsOf(names(split.learned()));
  }

  @Test
  void theSplitFollowsFromNamesAndSeedWhateverTheOrder() {
    HeldOutSplit split = HeldOutSplit.of(images(50), 0.2, 1);
    List<TrainingImage> shuffled = images(50);
    Collections.shuffle(shuffled, new Random(3));

    HeldOutSplit again = HeldOutSplit.of(shuffled, 0.2, 1);

    assertThat(names(again.heldOut())).isEqualTo(names(split.heldOut()));
    assertThat(names(again.learned())).isEqualTo(names(split.learned()));
    assertThat(names(split.heldOut())).isNotEqualTo(names(images(10)));
  }

  @Test
  void anotherSeedHoldsOthersOut() {
    List<TrainingImage> images = images(50);

    assertThat(names(HeldOutSplit.of(images, 0.2, 1).heldOut()))
        .isNotEqualTo(names(HeldOutSplit.of(images, 0.2, 2).heldOut()));
  }

  /** Only the border between the sides moves. */
  @Test
  void imagesKeepTheirOrderWhenOthersJoin() {
    List<String> few = order(HeldOutSplit.of(images(20), 0.5, 1));
    List<String> many = order(HeldOutSplit.of(images(40), 0.5, 1));

    assertThat(many.stream().filter(few::contains)).containsExactlyElementsOf(few);
  }

  private static List<String> order(HeldOutSplit split) {
    List<String> order = new ArrayList<>(names(split.heldOut()));
    order.addAll(names(split.learned()));
    return order;
  }

  /** Every image that is held out of a share is held out of a greater one. */
  @Test
  void aGreaterShareHoldsMoreOut() {
    List<TrainingImage> images = images(50);

    assertThat(names(HeldOutSplit.of(images, 0.4, 1).heldOut()))
        .hasSize(20)
        .startsWith(names(HeldOutSplit.of(images, 0.2, 1).heldOut()).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.1, 1", "2, 0.9, 1", "10, 0, 1", "10, 1, 9", "10, 0.25, 3", "10, 0.24, 2"})
  void bothSidesHaveAnImageAtLeast(int count, double share, int heldOut) {
    HeldOutSplit split = HeldOutSplit.of(images(count), share, 1);

    assertThat(split.heldOut()).hasSize(heldOut);
    assertThat(split.learned()).hasSize(count - heldOut);
  }

  @Test
  void fewerThanTwoImagesAreRefused() {
    assertThatThrownBy(() -> HeldOutSplit.of(images(1), 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found 1 images to learn from, expected 2 at least");
    assertThatThrownBy(() -> HeldOutSplit.of(List.of(), 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPartLearnsFromFewerAndIsMeasuredOnTheSame() {
    HeldOutSplit split = HeldOutSplit.of(images(50), 0.2, 1);

    HeldOutSplit quarter = split.part(0.25);
    HeldOutSplit half = split.part(0.5);

    assertThat(quarter.heldOut()).isEqualTo(split.heldOut());
    assertThat(quarter.learned()).hasSize(10);
    assertThat(half.learned())
        .hasSize(20)
        .startsWith(quarter.learned().toArray(TrainingImage[]::new));
    assertThat(split.learned()).containsAll(half.learned());
    assertThat(split.part(0).learned()).hasSize(1);
    assertThat(split.part(1)).isEqualTo(split);
  }
}
