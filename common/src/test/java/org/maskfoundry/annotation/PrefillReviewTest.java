package org.maskfoundry.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.annotation.shape.FrameMask;
import org.maskfoundry.annotation.shape.PolygonShape;
import org.maskfoundry.annotation.shape.Shape;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.mask.RleMask;

/** What becomes of prefilled masks, with and without the ids they were sent with. */
class PrefillReviewTest {

  private static final int HEIGHT = 100;
  private static final int WIDTH = 200;
  private static final ImageReference IMAGE =
      new ImageReference(1, "a.png", "file:///a.png", 1, 1, "", WIDTH, HEIGHT);

  private final List<StatedAnnotation> said = new ArrayList<>();

  /** A square of 20 x 20 pixels. */
  private static RleMask square(int left, int top) {
    return RleMask.full(20, 20).paste(HEIGHT, WIDTH, left, top);
  }

  private static MaskAnnotation prefilled(long id, RleMask mask) {
    return new MaskAnnotation(
        id,
        mask,
        Optional.of(0.9),
        Optional.of(0.95),
        Optional.empty(),
        List.of(),
        MaskSource.AUTOMATIC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(0.8),
        Map.of("detection_box", "0,0,20,20"));
  }

  private static final MaskAnnotation FIRST = prefilled(11, square(10, 10));
  private static final MaskAnnotation SECOND = prefilled(12, square(60, 10));

  private void say(String id, Shape shape, String annotator, double seconds, String origin) {
    Map<String, String> attributes =
        origin.isEmpty()
            ? Map.of("annotation_id", "of " + annotator)
            : Map.of("annotation_id", "of " + annotator, "origin", origin);
    said.add(new StatedAnnotation(id, shape, new Work(annotator, seconds), Double.NaN, attributes));
  }

  private void say(String id, RleMask mask, String origin) {
    say(id, FrameMask.of(mask), "ann", Double.NaN, origin);
  }

  private CheckedAnnotations reviewed(
      List<List<MaskAnnotation>> prefills, String... settingsStated) {
    SettingsResolver resolver = SettingsResolver.of(ReviewSettings.all());
    for (String stated : settingsStated) {
      resolver.override(stated);
    }
    PrefillReview review =
        new PrefillReview(
            IMAGE,
            CheckSettings.from(Settings.defaults(CheckSettings.all())),
            ReviewSettings.from(resolver.resolve()),
            prefills);
    AnnotatedImage image =
        new AnnotatedImage(StatedImage.named("a.png"), said, List.of(), Map.of(), true);
    review.add(new FilePiece("export.json", image));
    return review.result();
  }

  private CheckedAnnotations reviewed(String... settingsStated) {
    return reviewed(List.of(List.of(FIRST, SECOND)), settingsStated);
  }

  @Test
  void untouchedMasksStayAsTheyWereFound() {
    say("12", SECOND.mask(), "prediction");
    say("11", FIRST.mask(), "prediction");

    CheckedAnnotations result = reviewed();

    assertThat(result.annotations()).containsExactly(FIRST, SECOND);
    assertThat(result.dropped()).isEmpty();
  }

  @Test
  void aMaskThatTheToolOnlyRepackedIsUntouched() {
    RleMask repacked = FIRST.mask().difference(RleMask.full(1, 3).paste(HEIGHT, WIDTH, 10, 10));
    say("11", repacked, "prediction");
    say("12", SECOND.mask(), "prediction");

    assertThat(reviewed().annotations()).containsExactly(FIRST, SECOND);
    assertThat(reviewed("untouched_iou=1").annotations().get(0).source())
        .isEqualTo(MaskSource.AUTOMATIC_EDITED);
  }

  @Test
  void changedPixelsMakeItEditedWhateverTheToolCallsIt() {
    say("11", square(14, 10), "prediction");
    say("12", square(61, 10), "prediction-changed");

    List<MaskAnnotation> masks = reviewed().annotations();

    assertThat(masks).extracting(MaskAnnotation::id).containsExactly(11L, 12L);
    for (MaskAnnotation mask : masks) {
      assertThat(mask.source()).isEqualTo(MaskSource.AUTOMATIC_EDITED);
      assertThat(mask.annotator()).contains("ann");
      assertThat(mask.detectionScore()).contains(0.8);
      assertThat(mask.predictedIou()).isEmpty();
      assertThat(mask.attributes()).containsEntry("detection_box", "0,0,20,20");
    }
    assertThat(masks.get(0).mask()).isEqualTo(square(14, 10));
    // 16 of 20 columns are shared, 24 are covered.
    assertThat(masks.get(0).attributes()).containsEntry("prefilled_iou", "0.6667");
  }

  @Test
  void whatDoesNotComeBackIsDeletedOrKeptAsItIsMeant() {
    say("12", SECOND.mask(), "prediction");

    CheckedAnnotations deleted = reviewed();
    assertThat(deleted.annotations()).containsExactly(SECOND);
    assertThat(deleted.dropped()).containsEntry("deleted", 1L);

    assertThat(reviewed("missing_prefilled=kept").annotations()).containsExactly(FIRST, SECOND);
  }

  @Test
  void whatComesBackBrokenIsRejectedAndNotDeleted() {
    say("11", broken(), "ann", 1, "prediction");
    say("12", SECOND.mask(), "prediction");

    CheckedAnnotations result = reviewed();

    assertThat(result.annotations()).containsExactly(FIRST, SECOND);
    assertThat(result.rejections())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.annotationId()).isEqualTo("11"));
  }

  /** What is outside the image cannot be drawn. */
  private static Shape broken() {
    return PolygonShape.of(new double[] {500, 500, 510, 500, 510, 510});
  }

  @Test
  void whatComesBackBrokenAndUnnamedMayBeAnyMask() {
    say("", broken(), "ann", 1, "");
    say("12", SECOND.mask(), "prediction");

    assertThat(reviewed().annotations()).containsExactly(FIRST, SECOND);
  }

  @Test
  void whereIdsAreLostWhatIsBrokenMayBeAnyMask() {
    say("1", broken(), "ann", 1, "");
    say("2", SECOND.mask(), "");

    assertThat(reviewed().annotations()).containsExactly(FIRST, SECOND);
  }

  @Test
  void whereIdsComeBackABrokenNewMaskHidesNoDeletion() {
    say("x9", broken(), "ann", 1, "manual");
    say("12", SECOND.mask(), "prediction");

    CheckedAnnotations result = reviewed();

    assertThat(result.annotations()).containsExactly(SECOND);
    assertThat(result.dropped()).containsEntry("deleted", 1L);
  }

  @Test
  void withoutIdsWhatOneAnnotatorKeepsAndAnotherChangesIsChanged() {
    RleMask changed = square(14, 10);
    say("1", FrameMask.of(FIRST.mask()), "ann", 1, "");
    say("2", FrameMask.of(SECOND.mask()), "ann", 1, "");
    say("1", FrameMask.of(changed), "bob", 1, "");
    say("2", FrameMask.of(SECOND.mask()), "bob", 1, "");

    CheckedAnnotations result = reviewed();

    assertThat(result.annotations()).hasSize(2);
    assertThat(result.annotations().get(0).mask()).isEqualTo(changed);
    assertThat(result.annotations().get(0).source()).isEqualTo(MaskSource.AUTOMATIC_EDITED);
    assertThat(result.annotations().get(1)).isEqualTo(SECOND);
  }

  @Test
  void newMasksAreAddedUnlessTheyCoincideWithOneThatStays() {
    say("11", FIRST.mask(), "prediction");
    say("12", SECOND.mask(), "prediction");
    say("x1", square(120, 50), "manual");
    say("x2", FIRST.mask().difference(RleMask.full(1, 3).paste(HEIGHT, WIDTH, 10, 10)), "manual");

    CheckedAnnotations result = reviewed();

    assertThat(result.annotations()).hasSize(3);
    MaskAnnotation added = result.annotations().get(2);
    assertThat(added.source()).isEqualTo(MaskSource.MANUAL);
    assertThat(added.toolId()).contains("x1");
    assertThat(added.position()).contains(2);
    assertThat(result.dropped()).containsOnly(Map.entry("duplicate_of_prefilled", 1L));
  }

  @Test
  void aMaskDrawnAnewForADeletedOneIsNotLost() {
    say("12", SECOND.mask(), "prediction");
    say("x1", FIRST.mask(), "manual");

    CheckedAnnotations result = reviewed();

    assertThat(result.annotations())
        .extracting(MaskAnnotation::source)
        .containsExactly(MaskSource.AUTOMATIC, MaskSource.MANUAL);
    assertThat(result.dropped()).containsOnly(Map.entry("deleted", 1L));
  }

  @Test
  void toolsThatLoseIdsAreUnderstoodByGeometry() {
    say("", SECOND.mask(), "");
    say("", square(14, 10), "");
    say("", square(120, 50), "");

    List<MaskAnnotation> masks = reviewed().annotations();

    assertThat(masks)
        .extracting(MaskAnnotation::source)
        .containsExactly(MaskSource.AUTOMATIC_EDITED, MaskSource.AUTOMATIC, MaskSource.MANUAL);
    assertThat(masks.get(0).id()).isEqualTo(11);
    assertThat(masks.get(1)).isEqualTo(SECOND);
  }

  @Test
  void ofSeveralThatFitAnUnnamedMaskTheBestIsMeant() {
    say("", square(12, 10), "");
    say("", square(10, 10), "");

    CheckedAnnotations result = reviewed(List.of(List.of(FIRST)));

    assertThat(result.annotations().get(0)).isEqualTo(FIRST);
    assertThat(result.annotations()).hasSize(2);
    assertThat(result.annotations().get(1).source()).isEqualTo(MaskSource.MANUAL);
  }

  @Test
  void anOlderPrefillIsMeantWhereItsIdsComeBack() {
    MaskAnnotation newer = prefilled(99, square(100, 60));
    say("11", FIRST.mask(), "prediction");

    CheckedAnnotations result = reviewed(List.of(List.of(newer), List.of(FIRST, SECOND)));

    assertThat(result.annotations()).containsExactly(FIRST);
    assertThat(result.dropped()).containsOnly(Map.entry("deleted", 1L));
  }

  @Test
  void whatOneAnnotatorKeepsAndAnotherChangesIsChanged() {
    say("11", FrameMask.of(FIRST.mask()), "ann", Double.NaN, "prediction");
    say("11", FrameMask.of(square(14, 10)), "bob", Double.NaN, "prediction-changed");
    say("11", FrameMask.of(square(10, 16)), "cy", Double.NaN, "prediction-changed");

    List<MaskAnnotation> masks = reviewed(List.of(List.of(FIRST))).annotations();

    assertThat(masks).extracting(mask -> mask.annotator().orElse("")).containsExactly("bob", "cy");
    assertThat(masks.get(0).id()).isEqualTo(11);
    assertThat(masks.get(1).id()).isNotEqualTo(11);
  }

  @Test
  void timeIsSharedAmongMasksThatWereDrawnOrChanged() {
    // The tool's 60 seconds, shared by the reader among all four masks.
    say("11", FrameMask.of(FIRST.mask()), "ann", 15, "prediction");
    say("12", FrameMask.of(square(66, 10)), "ann", 15, "prediction-changed");
    say("x1", FrameMask.of(square(120, 50)), "ann", 15, "manual");
    say("x2", FrameMask.of(square(150, 50)), "ann", 15, "manual");

    List<MaskAnnotation> masks = reviewed().annotations();

    assertThat(masks.get(0).seconds()).isEmpty();
    for (MaskAnnotation touched : masks.subList(1, 4)) {
      assertThat(touched.seconds().orElseThrow()).isCloseTo(20, within(1e-9));
    }
  }

  @Test
  void withoutAPrefillEverythingIsNew() {
    say("x1", square(120, 50), "manual");

    assertThat(reviewed(List.of()).annotations())
        .extracting(MaskAnnotation::source)
        .containsExactly(MaskSource.MANUAL);
  }
}
