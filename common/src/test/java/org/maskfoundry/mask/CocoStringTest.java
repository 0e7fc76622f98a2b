package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CocoStringTest {

  @Test
  void numbersAreGroupsOfFiveBitsAndDifferencesFromTheFourthOn() {
    assertThat(CocoString.encode(new int[] {0, 3, 17})).isEqualTo("03a0");
    assertThat(CocoString.encode(new int[] {10, 10, 0, 0})).isEqualTo("::0F");
    assertThat(CocoString.decode("::0F")).containsExactly(10, 10, 0, 0);
    assertThat(CocoString.decode("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 16, 31, 32, 511, 512, 1 << 20, Integer.MAX_VALUE})
  void runsOfEveryLengthAndTheirDifferencesComeBack(int run) {
    int[] runs = {run, 0, 7, run, 0, 0, run};

    assertThat(CocoString.decode(CocoString.encode(runs))).isEqualTo(runs);
  }

  @Test
  void fewRunsOfManyGroupsComeBack() {
    // Of six and of seven groups in turn, so that every sum of them is reached.
    int[] runs = {1 << 28, 1 << 30, 1 << 29, 1 << 20, 1 << 27, 1 << 30, 1 << 28, 1 << 29};

    for (int count = 0; count <= runs.length; count++) {
      int[] few = Arrays.copyOf(runs, count);
      assertThat(CocoString.decode(CocoString.encode(few))).isEqualTo(few);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"11/", "11p", "11 ", "11\u00e9", "11\ud83d\ude00"})
  void strangeCharactersAreNamedWithTheirPlace(String counts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(4, 5, counts))
        .withMessage(
            "COCO string: character 2 is U+%04X, expected '0' to 'o'"
                .formatted((int) counts.charAt(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "p", "\u007f", "\u0080", "\u00e9", "\ud83d", "\uff11"})
  void strangeCharactersAreSeenAmongNumbersOfOneCharacter(String strange) {
    // "1" is a run of one and then always the same run again.
    String counts = "111" + "0".repeat(50) + strange + "0".repeat(50);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(10, 10, counts))
        .withMessage(
            "COCO string: character 53 is U+%04X, expected '0' to 'o'"
                .formatted((int) strange.charAt(0)));
  }

  @Test
  void aRunBelowZeroIsSeenAmongNumbersOfOneCharacter() {
    String counts = "111" + "0".repeat(50) + "N" + "0".repeat(50);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(10, 10, counts))
        .withMessage(
            "COCO string: run 53, at character 53, is -1: a run is 0 to 2147483647 pixels");
  }

  @Test
  void aRunBeyondAnIntIsSeenAmongNumbersOfOneCharacter() {
    String most = CocoString.encode(new int[] {1, Integer.MAX_VALUE - 5, 1});

    assertThat(CocoString.decode(most + "5"))
        .containsExactly(1, Integer.MAX_VALUE - 5, 1, Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CocoString.decode(most + "6"))
        .withMessageContaining("is 2147483648: a run is 0 to 2147483647 pixels");
  }

  @Test
  void runsOfNothingAmongNumbersOfOneCharacterAreMergedAway() {
    // Runs 2 1 2 1 0 1 2 1: the fifth joins its neighbours.
    int[] runs = {2, 1, 2, 1, 0, 1, 2, 1};

    assertThat(RleMask.ofCocoString(2, 5, CocoString.encode(runs)))
        .isEqualTo(RleMask.ofRuns(2, 5, 2, 1, 2, 2, 2, 1));
  }

  @Property
  void runsOfAnySizesComeBack(@ForAll("runs") int[] runs) {
    assertThat(CocoString.decode(CocoString.encode(runs))).isEqualTo(runs);
  }

  @Provide
  Arbitrary<int[]> runs() {
    return Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.integers().between(1, 16)),
            Tuple.of(1, Arbitraries.integers().between(0, 1000)),
            Tuple.of(1, Arbitraries.integers().greaterOrEqual(0)))
        .array(int[].class)
        .ofMaxSize(200);
  }

  @Test
  void aStringCutOffInsideANumberSaysWhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(4, 5, "11Pd"))
        .withMessage(
            "COCO string: it ends after 4 characters inside the number begun at character 2:"
                + " it was cut off");
  }

  @Test
  void numbersWithoutEndAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(4, 5, "1" + "o".repeat(100)))
        .withMessage(
            "COCO string: the number at character 1 has more than 7 groups: no run is that long");
  }

  @Test
  void runsBeyondAnIntAreRefusedAndNotWrapped() {
    // 2^31 as seven groups: six times "nothing, more follow", then 2.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(4, 5, "PPPPPP2"))
        .withMessage(
            "COCO string: run 0, at character 0, is 2147483648: a run is 0 to 2147483647 pixels");
  }

  @Test
  void differencesThatLeadBelowZeroAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(4, 5, "555J"))
        .withMessage("COCO string: run 3, at character 3, is -1: a run is 0 to 2147483647 pixels");
  }

  @Test
  void runsThatDoNotFillTheImageAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(4, 5, "555"))
        .withMessage("the 3 runs sum to 15 pixels, but a mask of height 4 and width 5 has 20");
  }
}
