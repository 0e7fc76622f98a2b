package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;

class DatasetReaderTest {

  private static final TestRows FIRST = new TestRows("r1", "model-a", 1);
  private static final TestRows SECOND = new TestRows("r2", "model-b", 2);

  @TempDir Path folder;

  private DatasetReader published(ImageRow... rows) {
    DatasetCatalog catalog = DatasetCatalog.open(TestSpark.session(), folder.toString());
    AnnotationTable table = AnnotationTable.findOrCreate(catalog);
    RunBranches branches =
        new RunBranches(table, new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", "s"));
    RunBranch branch = branches.create("r", Optional.empty());
    table.append(TestRows.dataset(catalog.session(), List.of(rows)), branch);
    new Publication(table, branches).publish(branch);
    return DatasetReader.open(TestSpark.session(), folder.toString());
  }

  private static List<String> names(Dataset<Row> rows) {
    return rows.selectExpr("concat(provenance.run_id, ' ', image.uri)").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void theNewestRowOfAnImageIsRead() {
    DatasetReader reader =
        published(
            FIRST.annotated("/p/", "a"), SECOND.annotated("/p/", "a"), FIRST.annotated("/p/", "b"));

    assertThat(names(reader.newestRows())).containsExactly("r1 file:///p/b", "r2 file:///p/a");
  }

  @Test
  void whatIsPublishedMeanwhileIsNotMixedWithWhatIsRead() {
    DatasetReader ofNothing = published();
    DatasetReader reader = published(FIRST.annotated("/p/", "a"));
    Dataset<Row> rows = reader.newestRows();
    published(SECOND.annotated("/p/", "a"), SECOND.annotated("/p/", "b"));

    assertThat(names(rows.filter("true"))).containsExactly("r1 file:///p/a");
    assertThat(names(reader.rows(RowSelection.any()))).containsExactly("r1 file:///p/a");
    assertThat(names(ofNothing.newestRows())).isEmpty();
  }

  @Test
  void aMendedFileLeavesNoErrorBehind() {
    // The unreadable file has an id of its own, made of its path alone.
    DatasetReader reader =
        published(FIRST.failed("/p/", "a", "truncated"), SECOND.annotated("/p/", "a"));

    assertThat(names(reader.newestRows())).containsExactly("r2 file:///p/a");
  }

  @Test
  void filesOfOneNameFromTwoSourcesAreTwoImages() {
    DatasetReader reader = published(FIRST.annotated("/p/", "a"), SECOND.annotated("/q/", "a"));

    assertThat(names(reader.newestRows())).containsExactly("r1 file:///p/a", "r2 file:///q/a");
  }

  @Test
  void whatPeopleReviewedCountsHoweverLateAModelsRowIsWritten() {
    TestRows people = new TestRows("r0", "", 1);
    DatasetReader reader =
        published(
            people.annotated("/p/", "a"),
            SECOND.annotated("/p/", "a"),
            people.failed("/p/", "b", "truncated"),
            SECOND.annotated("/p/", "b"));

    assertThat(names(reader.newestRows())).containsExactly("r0 file:///p/a", "r2 file:///p/b");
  }

  @Test
  void anOlderModelIsReadWhereItIsAskedFor() {
    DatasetReader reader = published(FIRST.annotated("/p/", "a"), SECOND.annotated("/p/", "a"));
    RowSelection older =
        new RowSelection(
            Optional.of("model-a"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(names(reader.newestRows(older))).containsExactly("r1 file:///p/a");
    assertThat(names(reader.rows(RowSelection.any()))).hasSize(2);
  }

  @Test
  void aFolderWithoutADatasetIsNamed() {
    assertThatThrownBy(() -> DatasetReader.open(TestSpark.session(), folder.toString()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("--output");
  }
}
