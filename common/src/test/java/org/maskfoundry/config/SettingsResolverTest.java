package org.maskfoundry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsResolverTest {

  private static final Setting<Integer> POINTS =
      Setting.of("points_per_side", SettingType.wholeNumber(1, 1024), 32, "Points on a side");
  private static final Setting<Double> THRESHOLD =
      Setting.of("pred_iou_thresh", SettingType.decimal(), 0.88, "Smallest predicted IoU");
  private static final Setting<Optional<Double>> WHOLE_IMAGE =
      Setting.of(
          "whole_image_thresh",
          SettingType.optional(SettingType.share()),
          Optional.empty(),
          "Share of the image");
  private static final Setting<Integer> THREADS =
      Setting.of("threads", SettingType.wholeNumber(1, 64), 2, "Threads").withoutEffectOnResults();
  private static final List<Setting<?>> KNOWN = List.of(POINTS, THRESHOLD, WHOLE_IMAGE, THREADS);

  @TempDir Path folder;

  private SettingsResolver resolver() {
    return SettingsResolver.of(KNOWN);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<SettingsProblem> problems(SettingsResolver resolver) {
    return catchThrowableOfType(SettingsException.class, resolver::resolve).problems();
  }

  @Test
  void eachLayerGoesOverTheOneBeforeWhateverTheOrderOfTheCalls() throws IOException {
    Path job = file("job.conf", "points_per_side = 3");
    Path user = file("user.conf", "points_per_side = 4");

    assertThat(resolver().resolve().get(POINTS)).isEqualTo(32);
    SettingsResolver layered = resolver().model("model.conf", Map.of("points_per_side", 2));
    assertThat(layered.resolve().get(POINTS)).isEqualTo(2);
    assertThat(layered.jobFile(job).resolve().get(POINTS)).isEqualTo(3);
    assertThat(layered.file(user).resolve().get(POINTS)).isEqualTo(4);

    SettingsResolver overridden =
        resolver()
            .override("points_per_side=6")
            .file(user)
            .jobFile(job)
            .model("model.conf", Map.of("points_per_side", 2));
    assertThat(overridden.resolve().get(POINTS)).isEqualTo(6);
  }

  @Test
  void aLaterFileOfTheSameLayerGoesOverAnEarlierOne() throws IOException {
    Settings settings =
        resolver()
            .file(file("a.conf", "points_per_side = 5\npred_iou_thresh = 0.5"))
            .file(file("b.conf", "points_per_side = 7"))
            .resolve();

    assertThat(settings.get(POINTS)).isEqualTo(7);
    assertThat(settings.get(THRESHOLD)).isEqualTo(0.5);
  }

  @Test
  void everyProblemOfEveryLayerIsReportedWithItsPlace() throws IOException {
    Path user =
        file("my.conf", "# mine\npoints_per_syde = 3\n\npred_iou_thresh = high\nthreads = 0\n");

    List<SettingsProblem> problems =
        problems(
            resolver()
                .model("model.conf of tiny", Map.of("points_per_side", -1))
                .file(user)
                .override("whole_image_thresh=95")
                .override("points_per_side"));

    assertThat(problems)
        .extracting(SettingsProblem::toString)
        .containsExactly(
            "model.conf of tiny: points_per_side: found -1,"
                + " expected a whole number from 1 to 1024",
            user
                + ":2: points_per_syde: found an unknown key, expected a setting's name;"
                + " did you mean points_per_side?",
            user
                + ":4: pred_iou_thresh: found \"high\","
                + " expected a number (not infinite, not NaN)",
            user + ":5: threads: found 0, expected a whole number from 1 to 64",
            "--set whole_image_thresh=95: whole_image_thresh: found \"95\","
                + " expected a share from 0 to 1, or off",
            "--set points_per_side: found no key and value,"
                + " expected key=value, such as --set points_per_side=16");
  }

  @Test
  void aFileThatIsNotHoconOrNotThereIsAProblemBesideTheOthers() throws IOException {
    Path broken = file("broken.conf", "threads = 2\npoints_per_side = [1, \n");

    List<SettingsProblem> problems =
        problems(
            resolver().file(broken).file(folder.resolve("missing.conf")).override("threads=many"));

    assertThat(problems).hasSize(3);
    assertThat(problems.get(0).origin().source()).isEqualTo(broken.toString());
    assertThat(problems.get(0).origin().line()).isPresent();
    assertThat(problems.get(1).found()).isEqualTo("no file of that name");
    assertThat(problems.get(2).key()).isEqualTo("threads");
  }

  @Test
  void aJobFileMayBeAbsent() {
    assertThat(resolver().jobFile(folder.resolve("masks.conf")).resolve().get(POINTS))
        .isEqualTo(32);
  }

  @Test
  void settingsAreNotNestedAndTheLastPartOfAKeyIsSuggested() throws IOException {
    Path nested = file("nested.conf", "generator { points_per_side = 4 }");

    assertThat(problems(resolver().file(nested)))
        .extracting(SettingsProblem::key, SettingsProblem::remedy)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "generator.points_per_side", "did you mean points_per_side?"));
  }

  @Test
  void settingsOfOtherCommandsAreCheckedAndLeftAside() throws IOException {
    Path shared = file("shared.conf", "error_budget = 0.5\npoints_per_side = 4");
    Path wrong = file("wrong.conf", "error_budget = 5");
    Setting<Double> budget = Setting.of("error_budget", SettingType.share(), 0.01, "Share");

    Settings settings = resolver().accepting(List.of(budget)).file(shared).resolve();

    assertThat(settings.get(POINTS)).isEqualTo(4);
    assertThat(settings.rendered()).doesNotContainKey("error_budget");
    assertThat(problems(resolver().accepting(List.of(budget)).file(wrong)))
        .extracting(SettingsProblem::key)
        .containsExactly("error_budget");
  }

  @Test
  void aCheckSeesTheOriginOfAValueThatDidNotFit() {
    SettingsCheck either =
        settings ->
            settings.origin(POINTS).layer() == SettingsLayer.OVERRIDE
                ? List.of(
                    new SettingsProblem(
                        settings.origin(POINTS), "points_per_side", "both", "one", ""))
                : List.of();

    assertThat(problems(resolver().override("points_per_side=x").check(either)))
        .extracting(SettingsProblem::found)
        .containsExactly("\"x\"", "both");
  }

  @Test
  void digestChangesWithResultsAndNothingElse() throws IOException {
    String digest = resolver().resolve().digest();

    assertThat(resolver().override("threads=7").resolve().digest()).isEqualTo(digest);
    assertThat(resolver().override("points_per_side=32").resolve().digest()).isEqualTo(digest);
    assertThat(resolver().file(file("same.conf", "pred_iou_thresh = 88e-2")).resolve().digest())
        .isEqualTo(digest);
    assertThat(resolver().override("points_per_side=31").resolve().digest()).isNotEqualTo(digest);
    assertThat(resolver().override("whole_image_thresh=1").resolve().digest()).isNotEqualTo(digest);
    assertThat(digest).matches("[0-9a-f]{64}");
  }

  @Test
  void substitutionsAreResolvedAndMissingOnesAreProblems() throws IOException {
    Path fine = file("fine.conf", "points_per_side = 9\nthreads = ${points_per_side}");
    Path missing = file("missing-reference.conf", "threads = ${nowhere_to_be_found}");

    assertThat(resolver().file(fine).resolve().get(THREADS)).isEqualTo(9);
    assertThat(problems(resolver().file(missing)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.found()).contains("nowhere_to_be_found"));
  }

  @Test
  void anUnknownPresetIsAProblemWithASuggestion() {
    assertThat(problems(resolver().preset("sa1b")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).isEqualTo("did you mean sa-1b?"));
  }
}
