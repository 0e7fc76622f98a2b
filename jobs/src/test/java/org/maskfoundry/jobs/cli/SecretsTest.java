package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.S3Server;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RunTable;

/** No secret gets into what a command says, writes or logs. */
class SecretsTest {

  private static final String SECRET = "q7Secret/Xy+9Zk";

  @TempDir Path folder;
  private Path photos;
  private Path dataset;
  private Path summary;

  @BeforeEach
  void makePlaces() throws IOException {
    photos = Files.createDirectories(folder.resolve("photos"));
    TestImages.disc(photos.resolve("a.png"), 40, 40);
    dataset = folder.resolve("dataset");
    summary = folder.resolve("summary.json");
  }

  private CommandLineRun run(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--stacktrace", "--json", summary));
    return CommandLineRun.of(all.toArray());
  }

  private void assertSecret(CommandLineRun run, String secret) throws IOException {
    assertThat(run.output() + run.error() + Files.readString(summary))
        .doesNotContain(secret)
        .doesNotContain(secret.replace("/", "%2F"));
  }

  private static List<String> tables(Object dataset) {
    List<String> rows = new ArrayList<>();
    DatasetCatalog catalog = DatasetCatalog.open(TestSpark.session(), dataset.toString());
    rows.addAll(RunTable.findOrCreate(catalog).rows().toJSON().collectAsList());
    rows.addAll(
        DatasetReader.open(TestSpark.session(), dataset.toString())
            .newestRows()
            .toJSON()
            .collectAsList());
    return rows;
  }

  @Test
  void keysInAnAddressAreRefusedAndNotRepeated() throws IOException {
    CommandLineRun run =
        run("generate", "--images", "s3a://AKIA1:" + SECRET + "@bucket/p", "--output", dataset);

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("s3a://***@bucket/p").contains("fs.s3a.secret.key");
    assertSecret(run, SECRET);
    assertThat(dataset).doesNotExist();
  }

  @Test
  void theCommandLineInTheTableOfRunsHasNone() throws IOException {
    Path output = folder.resolve("tasks");

    CommandLineRun run =
        run(
            "prepare",
            "--images",
            photos,
            "--tool",
            "label-studio",
            "--output",
            output,
            "--image-url",
            "https://host/{path}?token=" + SECRET,
            "--set",
            "points_per_side=2");

    assertThat(run.status()).as(run.error()).isZero();
    assertSecret(run, SECRET);
    assertThat(tables(output + "/dataset"))
        .hasSize(2)
        .anyMatch(row -> row.contains("https://host/{path}?token=***"))
        .noneMatch(row -> row.contains(SECRET));
  }

  @Test
  void settingsThatAreNoneAreRefusedWithoutTheirValue() throws IOException {
    CommandLineRun run =
        run(
            "generate",
            "--images",
            photos,
            "--output",
            dataset,
            "--set",
            "fs.s3a.secret.key=" + SECRET,
            "jdbc.password=" + SECRET);

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("fs.s3a.secret.key");
    assertSecret(run, SECRET);
  }

  @Test
  void addressesInAnnotationFilesLoseTheirKeys() throws IOException {
    Path annotations =
        Files.writeString(
            folder.resolve("instances.json"),
            """
            {"images": [{"id": 1, "width": 40, "height": 60,
               "file_name": "https://host/gone.png?X-Amz-Credential=AKIA1&X-Amz-Signature=%s"}],
             "annotations": [{"id": 5, "image_id": 1, "category_id": 1, "iscrowd": 0, "area": 1,
               "bbox": [2, 2, 9, 9], "segmentation": [[2, 2, 20, 2, 20, 30, 2, 30]]}],
             "categories": [{"id": 1, "name": "cup"}]}
            """
                .formatted(SECRET));

    CommandLineRun run =
        run(
            "ingest",
            "--annotations",
            annotations,
            "--images",
            photos,
            "--output",
            dataset,
            "--set",
            "error_budget=1",
            "annotation_error_budget=1");

    assertThat(run.status()).as(run.error()).isZero();
    assertSecret(run, SECRET);
    assertThat(tables(dataset))
        .anyMatch(row -> row.contains("https://host/gone.png?X-Amz-Credential=***"))
        .noneMatch(row -> row.contains(SECRET));
  }

  @Test
  void aStorageThatRefusesTheKeyIsReportedWithoutIt() throws Exception {
    try (S3Server s3 = new S3Server()) {
      String bucket = s3.bucket(s3.port(), Map.of("secret.key", SECRET));

      CommandLineRun run = run("generate", "--images", bucket + "/p", "--output", dataset);

      assertThat(run.status()).isNotZero();
      assertThat(run.error()).contains(bucket.substring("s3a://".length()));
      assertSecret(run, SECRET);
    }
  }

  @Test
  void logLinesAndTracesHaveNone() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Layout<?> layout = context.getConfiguration().getAppender("console").getLayout();
    Exception failure =
        new IOException("s3a://AKIA1:" + SECRET + "@bucket/a", new IOException("token=" + SECRET));
    Log4jLogEvent event =
        Log4jLogEvent.newBuilder()
            .setLevel(Level.WARN)
            .setLoggerName("org.apache.spark")
            .setMessage(new SimpleMessage("Lost task: fs.s3a.secret.key=" + SECRET))
            .setThrown(failure)
            .build();

    String line = new String(layout.toByteArray(event), StandardCharsets.UTF_8);

    assertThat(line)
        .contains("Lost task: fs.s3a.secret.key=***")
        .contains("s3a://***@bucket/a")
        .contains("Caused by")
        .doesNotContain(SECRET);
  }
}
