package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;

class PendingImagesTest {

  private static final RunKey KEY =
      new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", TestRows.SETTINGS);

  @TempDir Path folder;

  private List<String> pending(RetryErrors retry, ListedImage... listing) {
    DatasetCatalog catalog = DatasetCatalog.open(TestSpark.session(), folder.toString());
    AnnotationTable table = AnnotationTable.find(catalog).orElseGet(() -> filled(catalog));
    PendingImages pending =
        PendingImages.of(
            List.of(listing).iterator(),
            catalog.session(),
            Optional.of(table),
            new RunBranches(table, KEY).leftBehind(),
            KEY,
            retry);
    List<String> names = new ArrayList<>();
    pending.forEachRemaining(image -> names.add(image.fileName()));
    assertThat(pending.listed()).isEqualTo(listing.length);
    return names;
  }

  /** Some rows published, and some on a branch that was left behind before they were. */
  private static AnnotationTable filled(DatasetCatalog catalog) {
    TestRows run = new TestRows("r1", "m", 1);
    AnnotationTable table = AnnotationTable.findOrCreate(catalog);
    RunBranches branches = new RunBranches(table, KEY);
    RunBranch leftBehind = branches.create("r1", Optional.empty());
    append(catalog, table, leftBehind, run.annotated("/p/", "done"));
    RunKey other = new RunKey(Phase.FULLY_AUTOMATIC, "more photos", "m", TestRows.SETTINGS);
    RunBranches others = new RunBranches(table, other);
    RunBranch published = others.create("r2", Optional.empty());
    append(
        catalog,
        table,
        published,
        run.annotated("/p/", "\uD83D\uDE00"),
        run.failed("/p/", "broken", "truncated"),
        new TestRows("r2", "another model", 2).annotated("/p/", "elsewhere"));
    new Publication(table, others).publish(published);
    return table;
  }

  private static void append(
      DatasetCatalog catalog, AnnotationTable table, RunBranch branch, ImageRow... rows) {
    table.append(TestRows.dataset(catalog.session(), List.of(rows)), branch);
  }

  private static ListedImage listed(String name, long length, long modified) {
    return new ListedImage(name, "file:///p/" + name, length, modified);
  }

  @Test
  void doneIsSamePathLengthTimeModelAndSettings() {
    assertThat(
            pending(
                RetryErrors.WHEN_CHANGED,
                listed("new", 10, 1000),
                listed("done", 10, 1000),
                listed("elsewhere", 10, 1000),
                listed("\uD83D\uDE00", 10, 1000),
                listed("\uFF21", 10, 1000)))
        .containsExactly("new", "elsewhere", "\uFF21");
  }

  @Test
  void withoutATableAllIsPending() {
    DatasetCatalog catalog = DatasetCatalog.open(TestSpark.session(), folder.toString());

    assertThat(
            PendingImages.of(
                List.of(listed("a", 1, 1)).iterator(),
                catalog.session(),
                Optional.empty(),
                Optional.empty(),
                KEY,
                RetryErrors.WHEN_CHANGED))
        .toIterable()
        .hasSize(1);
  }

  @Test
  void aChangedFileIsDoneAgain() {
    assertThat(pending(RetryErrors.WHEN_CHANGED, listed("done", 11, 1000))).containsExactly("done");
    assertThat(pending(RetryErrors.WHEN_CHANGED, listed("done", 10, 1001))).containsExactly("done");
    assertThat(pending(RetryErrors.WHEN_CHANGED, listed("broken", 11, 1000)))
        .containsExactly("broken");
  }

  @Test
  void whereTheSourceTellsNoLengthTheRestDecides() {
    assertThat(
            pending(
                RetryErrors.WHEN_CHANGED,
                listed("done", ListedImage.UNKNOWN_LENGTH, 1000),
                listed("done", ListedImage.UNKNOWN_LENGTH, 1001)))
        .hasSize(1);
  }

  @Test
  void failedImagesAreTriedAgainOnRequestOnly() {
    ListedImage[] listing = {listed("broken", 10, 1000), listed("done", 10, 1000)};

    assertThat(pending(RetryErrors.WHEN_CHANGED, listing)).isEmpty();
    assertThat(pending(RetryErrors.ALWAYS, listing)).containsExactly("broken");
  }
}
