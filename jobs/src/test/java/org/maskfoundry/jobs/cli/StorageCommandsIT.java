package org.maskfoundry.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.S3Server;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.model.Bundle;

/** The commands with everything they read and write on S3. */
class StorageCommandsIT {

  private static S3Server s3;

  @TempDir Path folder;
  private Path photos;
  private String bucket;

  @BeforeAll
  static void startServer() throws IOException {
    s3 = new S3Server();
  }

  @AfterAll
  static void stopServer() {
    s3.close();
  }

  @BeforeEach
  void drawPhotos() throws IOException {
    photos = Files.createDirectories(folder.resolve("photos"));
    Files.createDirectories(photos.resolve("2024"));
    TestImages.disc(photos.resolve("a b.png"), 40, 60);
    TestImages.disc(photos.resolve("2024/c.png"), 60, 40);
    TestImages.disc(photos.resolve("2024/d.png"), 50, 50);
    Files.writeString(photos.resolve("2024/broken.jpg"), "no picture");
    bucket = s3.bucket(s3.port());
  }

  private static CommandLineRun generate(Object images, Object output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("generate", "--images", images, "--output", output));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--set", "points_per_side=4", "error_budget=1", "crop_n_layers=0", "wave_images=3"));
    return CommandLineRun.of(arguments.toArray());
  }

  private static List<String> rows(Object dataset) {
    return ComparableRows.whereverTheyLie(
        DatasetReader.open(TestSpark.session(), dataset.toString()));
  }

  private Path tar(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (String name : List.of("2024/c.png", "a b.png")) {
        tar.putArchiveEntry(new TarArchiveEntry(photos.resolve(name), name));
        Files.copy(photos.resolve(name), tar);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  @Test
  void aDatasetOnS3HasTheRowsOfALocalOneAndARerunRepeatsNothing() throws IOException {
    S3Server.upload(photos, bucket + "/photos");
    String dataset = bucket + "/data/set";

    CommandLineRun run = generate(bucket + "/photos", dataset);

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(generate(photos, folder.resolve("local")).status()).isZero();
    assertThat(rows(dataset)).hasSize(4).isEqualTo(rows(folder.resolve("local")));
    FileStatus[] before = dataFiles(dataset);
    CommandLineRun again = generate(bucket + "/photos", dataset);
    assertThat(again.status()).as(again.error()).isZero();
    assertThat(again.output()).contains("nothing to do");
    assertThat(dataFiles(dataset)).isEqualTo(before);
  }

  private static FileStatus[] dataFiles(String dataset) throws IOException {
    return S3Server.files(dataset)
        .globStatus(new org.apache.hadoop.fs.Path(dataset + "/annotations/data/*/*"));
  }

  @Test
  void globsAndTarsOnS3GiveTheRowsOfLocalOnes() throws IOException {
    S3Server.upload(photos, bucket + "/photos");
    Path shards = Files.createDirectories(folder.resolve("shards"));
    tar(shards.resolve("000.tar"));
    S3Server.upload(shards, bucket + "/shards");

    for (String source : List.of("photos/*/*.png", "shards")) {
      String dataset = bucket + "/of/" + source.length();
      Path local = folder.resolve("local" + source.length());
      CommandLineRun run = generate(bucket + "/" + source, dataset);
      assertThat(run.status()).as(run.error()).isZero();
      assertThat(generate(folder + "/" + source, local).status()).isZero();
      assertThat(rows(dataset)).as(source).hasSize(2).isEqualTo(rows(local));
    }
  }

  @Test
  void aBundleOnS3IsTheModel() throws IOException {
    S3Server.upload(photos, bucket + "/photos");
    Path bundle = embeddedBundle(folder.resolve("bundle"));
    S3Server.upload(bundle, bucket + "/models/nano");

    CommandLineRun run =
        generate(bucket + "/photos", bucket + "/dataset", "--model", bucket + "/models/nano");

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(generate(photos, folder.resolve("local")).status()).isZero();
    assertThat(rows(bucket + "/dataset")).isEqualTo(rows(folder.resolve("local")));
  }

  @Test
  void aDetectorMayBeAFileOnS3() throws IOException {
    S3Server.upload(photos.resolve("a b.png"), bucket + "/photos/a.png");
    Path detector =
        Files.write(
            folder.resolve("boxes.onnx"),
            KnownBoxesDetector.of(new float[] {10, 10, 30, 30, 0.75f}));
    S3Server.upload(detector, bucket + "/models/boxes.onnx");

    CommandLineRun run =
        CommandLineRun.of(
            "prefill",
            "--images",
            bucket + "/photos",
            "--detector",
            bucket + "/models/boxes.onnx",
            "--output",
            bucket + "/dataset");

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(rows(bucket + "/dataset")).hasSize(1);
  }

  @Test
  void aBundleOnS3ThatWasChangedIsRefused() throws IOException {
    S3Server.upload(photos, bucket + "/photos");
    Path bundle = embeddedBundle(folder.resolve("bundle"));
    Path weights;
    try (Stream<Path> files = Files.list(bundle)) {
      weights = files.filter(file -> !file.endsWith("model.conf")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 1));
    S3Server.upload(bundle, bucket + "/model");

    CommandLineRun run =
        generate(bucket + "/photos", bucket + "/dataset", "--model", bucket + "/model");

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(run.error()).contains(weights.getFileName().toString()).contains("SHA-256");
  }

  @Test
  void annotationsOnS3BecomeTheRowsOfLocalOnes() throws IOException {
    S3Server.upload(photos, bucket + "/photos");
    Path annotations =
        Files.writeString(
            folder.resolve("instances.json"),
            """
            {"images": [{"id": 1, "file_name": "2024/c.png", "width": 40, "height": 60}],
             "annotations": [{"id": 5, "image_id": 1, "category_id": 1, "iscrowd": 0, "area": 1,
               "bbox": [2, 2, 9, 9], "segmentation": [[2, 2, 20, 2, 20, 30, 2, 30]]}],
             "categories": [{"id": 1, "name": "cup"}]}
            """);
    S3Server.upload(annotations, bucket + "/export/instances.json");

    CommandLineRun run = ingest(bucket + "/export", bucket + "/photos", bucket + "/people");

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(ingest(annotations, photos, folder.resolve("local")).status()).isZero();
    assertThat(rows(bucket + "/people")).hasSize(1).isEqualTo(rows(folder.resolve("local")));
  }

  private static CommandLineRun ingest(Object annotations, Object images, Object output) {
    return CommandLineRun.of(
        "ingest",
        "--annotations",
        annotations,
        "--images",
        images,
        "--output",
        output,
        "--set",
        "error_budget=1");
  }

  @Test
  void whatLiesOnS3IsExportedToS3AndShown() throws IOException {
    S3Server.upload(photos, bucket + "/photos");
    String dataset = bucket + "/dataset";
    assertThat(generate(bucket + "/photos", dataset).status()).isZero();

    CommandLineRun export =
        CommandLineRun.of(
            "export", "--dataset", dataset, "--format", "sa-1b", "--output", bucket + "/sa1b");
    CommandLineRun show =
        CommandLineRun.of("show", "--dataset", dataset, "--output", bucket + "/page");

    assertThat(export.status()).as(export.error()).isZero();
    assertThat(show.status()).as(show.error()).isZero();
    JsonNode record = null;
    for (FileStatus file :
        S3Server.files(bucket)
            .globStatus(new org.apache.hadoop.fs.Path(bucket + "/sa1b/sa_*.json"))) {
      JsonNode read = new ObjectMapper().readTree(read(file.getPath().toString()));
      if (read.at("/image/file_name").asText().equals("2024/c.png")) {
        record = read;
      }
    }
    assertThat(record).isNotNull();
    long id = record.at("/image/image_id").asLong();
    assertThat(read(bucket + "/sa1b/sa_" + id + ".png"))
        .isEqualTo(Files.readAllBytes(photos.resolve("2024/c.png")));
    assertThat(new String(read(bucket + "/page/index.html"), UTF_8))
        .contains("2024/c.png")
        .contains("not_an_image");
  }

  private static byte[] read(String uri) throws IOException {
    try (var file = S3Server.files(uri).open(new org.apache.hadoop.fs.Path(uri))) {
      return file.readAllBytes();
    }
  }

  /** The model of the product as a folder. */
  private static Path embeddedBundle(Path bundle) throws IOException {
    Files.createDirectories(bundle);
    String place = "/org/maskfoundry/model/region_nano/";
    for (String name :
        Stream.concat(Stream.of("model.conf"), Bundle.embedded().conf().files().keySet().stream())
            .toList()) {
      try (var in = Bundle.class.getResourceAsStream(place + name)) {
        Files.copy(in, bundle.resolve(name));
      }
    }
    return bundle;
  }
}
