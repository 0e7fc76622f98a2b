package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.table.VersionComparison.Changes;
import org.maskfoundry.mask.RleMask;

class DatasetVersionsTest {

  private static final TestRows FIRST = new TestRows("r1", "m", 1);
  private static final TestRows SECOND = new TestRows("r2", "m", 2);
  private static final RleMask LEFT = RleMask.ofRuns(3, 4, 0, 6, 6);
  private static final RleMask RIGHT = RleMask.ofRuns(3, 4, 6, 6);

  @TempDir Path folder;
  private TestDataset dataset;

  @BeforeEach
  void create() {
    dataset = new TestDataset(folder);
  }

  private static MaskAnnotation mask(long id, RleMask mask, double predictedIou) {
    return MaskAnnotation.automatic(
        id, mask, predictedIou, 0.95, new int[] {0, 0, 4, 3}, List.of(new double[] {1.5, 1.0}));
  }

  /** A row of a run with masks of its own. */
  private static ImageRow row(TestRows run, String name, MaskAnnotation... masks) {
    ImageRow row = run.annotated("/p/", name);
    return new ImageRow(
        row.image(),
        row.phase(),
        List.of(masks),
        row.rejections(),
        row.dropped(),
        row.error(),
        row.provenance(),
        row.timings());
  }

  private static RowSelection at(String version) {
    return new RowSelection(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(version));
  }

  private List<String> names(RowSelection selection) {
    return dataset.reader().newestRows(selection).select("image.file_name").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void aTagIsReadAsItWasWhateverIsPublishedLater() {
    dataset.publish("r1", FIRST.annotated("/p/", "a"), FIRST.failed("/p/", "c", "truncated"));
    DatasetVersions versions = dataset.versions();
    versions.tag("v1", versions.published());
    dataset.publish("r2", SECOND.annotated("/p/", "b"));

    assertThat(names(at("v1"))).containsExactly("a", "c");
    assertThat(names(at("main"))).containsExactly("a", "b", "c");
    assertThat(names(RowSelection.any())).containsExactly("a", "b", "c");
    assertThat(dataset.versions().tags())
        .singleElement()
        .satisfies(
            tag -> {
              assertThat(tag.name()).isEqualTo("v1");
              assertThat(tag.counts()).isEqualTo(new RunCounts(2, 1, Map.of("truncated", 1L)));
            });
  }

  @Test
  void filesOfOneNameFromTwoSourcesCountAsTwoImages() {
    dataset.publish("r1", FIRST.annotated("/p/", "a"), FIRST.annotated("/q/", "a"));
    dataset.versions().tag("v1", dataset.versions().published());

    RunCounts two = new RunCounts(2, 2, Map.of());
    assertThat(dataset.versions().tags().get(0).counts()).isEqualTo(two);
    assertThat(RunCounts.of(dataset.table().published())).isEqualTo(two);
  }

  @Test
  void aRunIsAVersionToo() {
    dataset.publish("r1", FIRST.annotated("/p/", "a"));
    dataset.publish("r2", SECOND.annotated("/p/", "b"));

    assertThat(names(at("r1"))).containsExactly("a");
    assertThat(names(at("r2"))).containsExactly("a", "b");
    assertThat(dataset.versions().runs())
        .extracting(DatasetVersions.PublishedRun::runId)
        .containsExactly("r1", "r2");
    long ofFirst = dataset.versions().snapshot("r1");
    assertThat(names(at(Long.toString(ofFirst)))).containsExactly("a");
    dataset.versions().tag("first", ofFirst);
    assertThat(names(at("first"))).containsExactly("a");
  }

  @Test
  void aRunThatWasCopiedBehindAnotherIsAVersionToo() {
    RunBranches branches = dataset.branches("more photos");
    RunBranch slow = branches.create("slow", Optional.empty());
    dataset.begin("slow", "more photos", slow);
    dataset.append(slow, new TestRows("slow", "m", 1).annotated("/q/", "z"));
    dataset.publish("r1", FIRST.annotated("/p/", "a"));

    new Publication(dataset.table(), branches).publish(slow);

    assertThatThrownBy(() -> dataset.versions().snapshot("slow"))
        .as("it has not said yet that it published")
        .isInstanceOf(DatasetException.class);
    dataset.publish("r2", SECOND.annotated("/p/", "b"));
    assertThat(names(at("r2"))).containsExactly("a", "b", "z");
    assertThat(names(at("r1"))).containsExactly("a");
  }

  @Test
  void aNameIsNotMovedByAccident() {
    dataset.publish("r1", FIRST.annotated("/p/", "a"));
    dataset.versions().tag("v1", dataset.versions().published());
    dataset.publish("r2", SECOND.annotated("/p/", "b"));
    DatasetVersions versions = dataset.versions();

    assertThatThrownBy(() -> versions.tag("v1", versions.published()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("v1 is there already")
        .hasMessageContaining("--replace");
    assertThat(names(at("v1"))).containsExactly("a");

    versions.moveTag("v1", versions.published());
    versions.moveTag("v2", versions.published());

    assertThat(names(at("v1"))).containsExactly("a", "b");
    assertThat(names(at("v2"))).containsExactly("a", "b");
  }

  @Test
  void namesThatMeanSomethingElseAreRefused() {
    dataset.publish("r1", FIRST.annotated("/p/", "a"));
    DatasetVersions versions = dataset.versions();

    for (String name :
        List.of("", "main", "123", "a b", "-x", "fully_automatic-0123456789abcdef-r1")) {
      assertThatThrownBy(() -> versions.tag(name, versions.published()))
          .as(name)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("cannot be a tag");
    }
    assertThat(versions.tags()).isEmpty();
  }

  @Test
  void whatIsNoVersionIsSaidWithWhatThereIs() {
    assertThatThrownBy(() -> dataset.versions().published())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("Nothing is published");
    dataset.publish("r1", FIRST.annotated("/p/", "a"));
    dataset.versions().tag("v1", dataset.versions().published());

    for (String name : List.of("v2", "r9", "17", "99999999999999999999")) {
      assertThatThrownBy(() -> dataset.reader().rows(at(name)))
          .as(name)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("No version " + name)
          .hasMessageContaining("v1");
    }
  }

  @Test
  void versionsAreComparedImageByImageAndMaskByMask() throws Exception {
    dataset.publish(
        "r1",
        row(FIRST, "same", mask(1, LEFT, 0.9), mask(2, RIGHT, 0.8)),
        row(FIRST, "changed", mask(1, LEFT, 0.9), mask(2, RIGHT, 0.8), mask(3, LEFT, 0.7)),
        FIRST.failed("/p/", "mended", "truncated"),
        row(FIRST, "done again", mask(1, LEFT, 0.9)));
    dataset.versions().tag("v1", dataset.versions().published());
    dataset.publish(
        "r2",
        row(SECOND, "changed", mask(1, RIGHT, 0.9), mask(2, RIGHT, 0.8), mask(4, LEFT, 0.7)),
        row(SECOND, "mended", mask(1, LEFT, 0.9)),
        row(SECOND, "done again", mask(1, LEFT, 0.9)),
        row(SECOND, "new"));

    VersionComparison forth = dataset.reader().compare("v1", "r2");
    VersionComparison back = dataset.reader().compare("r2", "v1");

    assertThat(forth.counts().images()).isEqualTo(new Changes(2, 0, 1, 2));
    assertThat(forth.counts().masks()).isEqualTo(new Changes(2, 1, 1, 4));
    assertThat(back.counts().images()).isEqualTo(new Changes(0, 2, 1, 2));
    assertThat(back.counts().masks()).isEqualTo(new Changes(1, 2, 1, 4));
    List<String> lines = new ArrayList<>();
    forth.lines().forEachRemaining(lines::add);
    assertThat(lines).hasSize(3);
    JsonNode changed = new ObjectMapper().readTree(lines.get(0));
    assertThat(changed.path("file_name").textValue()).isEqualTo("changed");
    assertThat(changed.path("image").textValue()).isEqualTo("changed");
    assertThat(changed.path("masks_added").intValue()).isEqualTo(1);
    assertThat(changed.path("masks_removed").intValue()).isEqualTo(1);
    assertThat(changed.path("masks_changed").intValue()).isEqualTo(1);
    assertThat(changed.path("masks_unchanged").intValue()).isEqualTo(1);
    assertThat(lines.get(1)).contains("\"mended\"").contains("\"added\"");
  }

  @Test
  void aScoreAloneIsAChange() {
    dataset.publish("r1", row(FIRST, "a", mask(1, LEFT, 0.9)));
    dataset.publish("r2", row(SECOND, "a", mask(1, LEFT, 0.91)));

    assertThat(dataset.reader().compare("r1", "r2").counts().masks())
        .isEqualTo(new Changes(0, 0, 1, 0));
    assertThat(dataset.reader().compare("r2", "main").counts().masks())
        .isEqualTo(new Changes(0, 0, 0, 1));
  }
}
