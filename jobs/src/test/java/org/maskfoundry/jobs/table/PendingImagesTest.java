package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;

class PendingImagesTest {

  private static final RunKey KEY =
      new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", TestRows.SETTINGS);

  @TempDir Path folder;

  private List<String> pending(RetryErrors retry, ListedImage... listing) {
    DatasetCatalog catalog = DatasetCatalog.open(TestSpark.session(), folder.toString());
    TestRows run = new TestRows("r1", "m", 1);
    Dataset<Row> rows =
        TestRows.dataset(
            catalog.session(),
            List.of(
                run.annotated("/p/", "done"),
                run.annotated("/p/", "\uD83D\uDE00"),
                run.failed("/p/", "broken", "truncated"),
                new TestRows("r2", "another model", 2).annotated("/p/", "elsewhere")));
    List<String> pending = new ArrayList<>();
    new PendingImages(
            List.of(listing).iterator(), catalog.session(), PendingImages.done(rows, KEY, retry))
        .forEachRemaining(image -> pending.add(image.fileName()));
    return pending;
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
