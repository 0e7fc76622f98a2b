package org.maskfoundry.jobs.spark.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;

class ParquetExportTest {

  @TempDir Path folder;

  @Test
  void aFolderOfThisMachineIsWrittenToWhateverItsNameAndTheDefaultFileSystem() {
    SparkSession session = TestSpark.session().newSession();
    session.conf().set("spark.sql.datetime.java8API.enabled", true);
    session.conf().set("fs.defaultFS", "viewfs://all/");
    TestRows run = new TestRows("r", "m", 1);
    Path output = folder.resolve("pq [v1] #1 %20");

    ExportCounts counts =
        new ParquetExport(OutputFolder.of("file:" + output, new Configuration()))
            .write(TestRows.dataset(session, List.of(run.annotated("/p/", "a.png"))));

    assertThat(counts).isEqualTo(ExportCounts.written(1));
    assertThat(output).isDirectoryContaining("glob:**.parquet");
  }

  @Test
  void noRowsAreNoImages() {
    ExportCounts counts =
        new ParquetExport(OutputFolder.of(folder.toString(), new Configuration()))
            .write(TestRows.dataset(TestSpark.session(), List.of()));

    assertThat(counts).isEqualTo(ExportCounts.NONE);
  }
}
