package org.maskfoundry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetCatalog;

class RowsByPathTest {

  @TempDir Path folder;

  private Dataset<Row> dataset(List<ImageRow> rows) {
    return TestRows.dataset(
        DatasetCatalog.open(TestSpark.session(), folder.toString()).session(), rows);
  }

  @Test
  void theDriverHoldsFewRowsAtATimeAndFindsThemInOrder() {
    TestRows run = new TestRows("r", "m", 1);
    List<String> names = IntStream.range(10, 30).mapToObj(i -> i + ".png").toList();
    List<ImageRow> rows = new ArrayList<>();
    names.forEach(name -> rows.add(run.annotated("/p/", name)));
    Collections.shuffle(rows, new Random(1));

    RowsByPath sorted = RowsByPath.of(dataset(rows), 4);

    List<String> images = new ArrayList<>();
    sorted.images().forEachRemaining(image -> images.add(image.fileName()));
    List<ImageReference> ofRows = new ArrayList<>();
    sorted.rows().forEachRemaining(row -> ofRows.add(row.image()));
    assertThat(images).isEqualTo(names);
    assertThat(ofRows).extracting(ImageReference::fileName).isEqualTo(names);
    assertThat(sorted.pieces()).isEqualTo(11);
  }

  @Test
  void noRowsAreOnePiece() {
    RowsByPath none = RowsByPath.of(dataset(List.of()));

    assertThat(none.images()).isExhausted();
    assertThat(none.rows()).isExhausted();
  }
}
