package org.maskfoundry.jobs.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.FaultyFolder;
import org.maskfoundry.jobs.spark.SourceFile;
import org.maskfoundry.jobs.spark.Storage;

class FilePiecesTest {

  @TempDir Path folder;

  @Test
  void aFileThatMayNotBeReadIsReportedAndEndsNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("private.json"), "{}");
    String uri = FaultyFolder.uri(file);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext());
    FileReports reports = new FileReports(spark.sc());
    FileReading reading = new FileReading(null, null, new Storage(FaultyFolder.configuration()));
    FilePieces pieces =
        new FilePieces(reading, spark.broadcast(new ImageNames(List.of())), reports);
    SourceFile closed = new SourceFile("private.json", uri, 2, 0, false);

    assertThat(
            spark
                .parallelize(List.of(new NumberedFile(0, closed)), 1)
                .mapPartitions(pieces)
                .collect())
        .isEmpty();
    assertThat(reports.problems())
        .containsExactly(
            new FileProblem(
                "private.json", "unreadable_file", uri + ": no permission to read it; grant it"));
  }
}
