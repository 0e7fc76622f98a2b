package org.maskfoundry.jobs.spark.output;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetCatalog;

class CocoExportTest {

  @TempDir Path folder;

  @Test
  void halfAFileIsNotLeftBehind() {
    Dataset<Row> rows =
        TestRows.dataset(
            DatasetCatalog.open(TestSpark.session(), folder.toString()).session(),
            List.of(new TestRows("r", "m", 1).annotated("/p/", "a.png")));
    Dataset<Row> broken =
        rows.withColumn(
            "annotations",
            transform(
                col("annotations"), mask -> mask.withField("segmentation.counts", lit("?!"))));
    CocoExport export = new CocoExport(OutputFolder.of(folder.toString(), new Configuration()));

    assertThatThrownBy(() -> export.write(broken)).isNotNull();

    assertThat(folder).isEmptyDirectory();
    assertThat(export.write(rows)).isEqualTo(ExportCounts.written(1));
  }
}
