package org.maskfoundry.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SettingsProperties {

  private static final SettingType<Double> DECIMAL = SettingType.decimal();
  private static final SettingType<String> TEXT = SettingType.text();
  private static final Setting<Integer> COUNT =
      Setting.of("count", SettingType.wholeNumber(0, 100), 50, "A count");
  private static final Setting<Optional<Double>> LIMIT =
      Setting.of("limit", SettingType.optional(DECIMAL), Optional.empty(), "A limit");
  private static final List<String> NAMES =
      List.of("points_per_side", "pred_iou_thresh", "stability_score_thresh", "box_nms_thresh");

  private static <T> Optional<T> throughHocon(SettingType<T> type, T value) {
    String line = "value = " + type.render(value);
    return type.read(ConfigFactory.parseString(line).root().get("value").unwrapped());
  }

  @Property
  void decimalsReadBackAsTheyWereWritten(@ForAll double value) {
    assertThat(throughHocon(DECIMAL, value)).contains(value + 0.0);
  }

  @Property
  void textsReadBackAsTheyWereWritten(@ForAll String value) {
    assertThat(throughHocon(TEXT, value)).contains(value);
  }

  @Property
  void pointGridsReadBackAsTheyWereWritten(
      @ForAll("layer") @Size(min = 1, max = 3) List<List<GridPoint>> grids) {
    assertThat(throughHocon(SettingType.pointGrids(), grids)).contains(grids);
  }

  @Provide
  Arbitrary<List<List<GridPoint>>> layer() {
    Arbitrary<Double> share = Arbitraries.doubles().between(0, 1).ofScale(6);
    return Combinators.combine(share, share)
        .as(GridPoint::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Property
  void aTypeNeverFailsOnWhatItFinds(@ForAll("anything") Object found) {
    for (SettingType<?> type :
        List.of(
            DECIMAL,
            TEXT,
            SettingType.wholeNumber(0, 5),
            SettingType.flag(),
            SettingType.choice(SettingsLayer.class),
            SettingType.optional(SettingType.share()),
            SettingType.pointGrids())) {
      assertThat(type.read(found)).isNotNull();
    }
  }

  @Provide
  Arbitrary<Object> anything() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            Arbitraries.strings().map(text -> (Object) text),
            Arbitraries.doubles().map(number -> (Object) number),
            Arbitraries.longs().map(number -> (Object) number),
            Arbitraries.of(true, false).map(flag -> (Object) flag));
    return Arbitraries.oneOf(leaf, leaf.list().ofMaxSize(3).map(list -> (Object) list));
  }

  @Property
  void theHighestLayerWinsInWhateverOrderTheLayersAreAdded(
      @ForAll @IntRange(max = 100) int ofModel,
      @ForAll @IntRange(max = 100) int ofOverride,
      @ForAll long seed) {
    SettingsResolver resolver = SettingsResolver.of(List.of(COUNT));
    List<Runnable> layers = new ArrayList<>();
    layers.add(() -> resolver.model("model.conf", Map.of("count", ofModel)));
    layers.add(() -> resolver.override("count=" + ofOverride));
    Collections.shuffle(layers, new Random(seed));
    layers.forEach(Runnable::run);

    Settings settings = resolver.resolve();

    assertThat(settings.get(COUNT)).isEqualTo(ofOverride);
    assertThat(settings.origin(COUNT).layer()).isEqualTo(SettingsLayer.OVERRIDE);
  }

  @Property
  void digestsAreEqualExactlyWhereTheValuesAre(
      @ForAll @IntRange(max = 3) int left, @ForAll @IntRange(max = 3) int right) {
    String ofLeft = digest("count=" + left, "limit=" + right);
    String ofRight = digest("limit=" + left, "count=" + right);

    assertThat(ofLeft.equals(ofRight)).isEqualTo(left == right);
  }

  private static String digest(String... overrides) {
    SettingsResolver resolver = SettingsResolver.of(List.of(LIMIT, COUNT));
    for (String override : overrides) {
      resolver.override(override);
    }
    return resolver.resolve().digest();
  }

  @Property
  void anyOverrideGivesASettingOrAProblem(@ForAll String text) {
    SettingsResolver resolver = SettingsResolver.of(List.of(COUNT)).override(text);
    try {
      resolver.resolve();
      assertThat(text).contains("count");
    } catch (SettingsException refused) {
      assertThat(refused.problems()).isNotEmpty();
    }
  }

  @Property
  void aNameWithOneWrongLetterIsFound(
      @ForAll @IntRange(max = 3) int which, @ForAll @IntRange(max = 13) int where) {
    String name = NAMES.get(which);
    String wrong = name.substring(0, where) + "q" + name.substring(where + 1);

    assertThat(Suggestion.of(wrong, NAMES)).contains("did you mean " + name + "?");
    assertThat(Suggestion.of(name.replace('_', '-'), NAMES)).contains("did you mean " + name + "?");
  }

  @Property
  void aNameLikeNoOtherHasNoSuggestion(@ForAll @IntRange(max = 3) int which) {
    assertThat(Suggestion.of("zzzz" + which, NAMES)).isEmpty();
  }
}
