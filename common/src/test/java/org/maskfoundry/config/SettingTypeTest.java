package org.maskfoundry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingTypeTest {

  private enum Speed {
    SLOW,
    VERY_FAST
  }

  @Test
  void wholeNumbersAreTakenFromEveryNotationOfTheSameNumber() {
    SettingType<Integer> type = SettingType.wholeNumber(-5, 2000);

    for (Object found : List.of(1000, 1000L, 1000.0, "1000", " 1000 ", "1e3", "1000.00")) {
      assertThat(type.read(found)).as("%s", found).contains(1000);
    }
    for (Object found :
        Arrays.asList(
            -6,
            2001,
            1.5,
            "",
            "x",
            "0x10",
            "1_000",
            "1e999999999",
            "NaN",
            true,
            List.of(1),
            null)) {
      assertThat(type.read(found)).as("%s", found).isEmpty();
    }
  }

  @Test
  void decimalsAreFinite() {
    SettingType<Double> type = SettingType.decimal();

    assertThat(type.read("-12.5")).contains(-12.5);
    assertThat(type.read(3)).contains(3.0);
    assertThat(type.read(Double.toString(Double.MAX_VALUE))).contains(Double.MAX_VALUE);
    for (Object found : List.of("Infinity", "NaN", "1e400", "-1e400", "1d", "1f", "0,5", "5%")) {
      assertThat(type.read(found)).as("%s", found).isEmpty();
    }
  }

  @Test
  void sharesIncludeBothEnds() {
    SettingType<Double> type = SettingType.share();

    assertThat(type.read(0)).contains(0.0);
    assertThat(type.read("1")).contains(1.0);
    assertThat(type.read("1.0000000001")).isEmpty();
    assertThat(type.read("-0.0000000001")).isEmpty();
  }

  @Test
  void negativeZeroIsWrittenAsZeroSoThatDigestsAgree() {
    assertThat(SettingType.decimal().render(-0.0)).isEqualTo(SettingType.decimal().render(0.0));
  }

  @Test
  void flagsAreTheWordsHoconKnows() {
    SettingType<Boolean> type = SettingType.flag();

    assertThat(type.read(true)).contains(true);
    assertThat(type.read("on")).contains(true);
    assertThat(type.read("No")).contains(false);
    assertThat(type.read("off")).contains(false);
    assertThat(type.read(1)).isEmpty();
    assertThat(type.read("maybe")).isEmpty();
  }

  @Test
  void choicesAreNamedInSmallLetters() {
    SettingType<Speed> type = SettingType.choice(Speed.class);

    assertThat(type.read("very_fast")).contains(Speed.VERY_FAST);
    assertThat(type.read("SLOW")).contains(Speed.SLOW);
    assertThat(type.read("fast")).isEmpty();
    assertThat(type.expected()).isEqualTo("one of slow, very_fast");
  }

  @Test
  void optionalValuesTellNoneFromUnfit() {
    SettingType<Optional<Integer>> off = SettingType.optional(SettingType.wholeNumber(1, 9));
    SettingType<Optional<Integer>> auto = SettingType.automatic(SettingType.wholeNumber(1, 9));

    assertThat(off.read("off")).contains(Optional.empty());
    assertThat(off.read("9")).contains(Optional.of(9));
    assertThat(off.read("10")).isEmpty();
    assertThat(off.read("auto")).isEmpty();
    assertThat(auto.read("auto")).contains(Optional.empty());
    assertThat(auto.expected()).isEqualTo("a whole number from 1 to 9, or auto");
  }

  @Test
  void textsMatchTheirPatternAsAWhole() {
    SettingType<String> type = SettingType.text(Pattern.compile("cpu|cuda(:\\d+)?"), "a device");

    assertThat(type.read("cuda:3")).contains("cuda:3");
    assertThat(type.read("cuda:3 ")).isEmpty();
    assertThat(type.render("cuda:3")).isEqualTo("\"cuda:3\"");
  }

  @Test
  void pointGridsAreLayersOfPairsOfShares() {
    SettingType<List<List<GridPoint>>> type = SettingType.pointGrids();

    assertThat(type.read(List.of(List.of(List.of(0.25, "0.5"), List.of(1, 0)))))
        .contains(List.of(List.of(new GridPoint(0.25, 0.5), new GridPoint(1, 0))));
    for (Object found :
        List.of(
            List.of(),
            List.of(List.of()),
            List.of(List.of(0.5, 0.5)),
            List.of(List.of(List.of(0.5))),
            List.of(List.of(List.of(0.5, 0.5, 0.5))),
            List.of(List.of(List.of(0.5, 1.5))),
            "0.5")) {
      assertThat(type.read(found)).as("%s", found).isEmpty();
    }
  }

  @Test
  void aSettingsNameIsSnakeCase() {
    for (String name : List.of("", "Points", "points-per-side", "_points", "points_", "a__b")) {
      assertThatThrownBy(() -> Setting.of(name, SettingType.flag(), true, "A flag"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("snake_case");
    }
  }
}
