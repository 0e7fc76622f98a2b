package org.maskfoundry.jobs.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.ListedImage;

class ContainerSourceTest {

  @TempDir Path folder;

  private Path tar(String name, int longFileMode, String... namesAndContents) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(longFileMode);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (int i = 0; i < namesAndContents.length; i += 2) {
        TarArchiveEntry entry = new TarArchiveEntry(namesAndContents[i]);
        byte[] content = namesAndContents[i + 1].getBytes(UTF_8);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  private List<ListedImage> list(Path source) throws IOException {
    List<ListedImage> images = new ArrayList<>();
    ImageSource.open(TestSpark.session(), source.toString(), Optional.empty())
        .images()
        .forEachRemaining(images::add);
    return images;
  }

  private static List<String> contents(List<ListedImage> images) throws Exception {
    List<String> contents = new ArrayList<>();
    try (ImageReader reader = new ImageReader(new Configuration())) {
      for (ListedImage image : images) {
        contents.add(image.fileName() + " = " + new String(reader.read(image), UTF_8));
      }
    }
    return contents;
  }

  @Test
  void imagesOfShardsAreListedByHeadersAndReadInPlace() throws Exception {
    String deep = "d/".repeat(80) + "long ü.jpg";
    tar(
        "sa_000000.tar",
        TarArchiveOutputStream.LONGFILE_GNU,
        "sa_1.jpg",
        "one",
        "sa_1.json",
        "{}",
        deep,
        "two");
    tar(
        "more/x.tar",
        TarArchiveOutputStream.LONGFILE_POSIX,
        deep,
        "three",
        "0.png",
        "",
        "1.png",
        "five");

    List<ListedImage> images = list(folder);

    assertThat(contents(images))
        .containsExactlyInAnyOrder(
            "sa_000000.tar/sa_1.jpg = one",
            "sa_000000.tar/" + deep + " = two",
            "more/x.tar/" + deep + " = three",
            "more/x.tar/0.png = ",
            "more/x.tar/1.png = five");
    assertThat(images).extracting(ListedImage::length).contains(0L, 3L, 4L, 5L);
    assertThat(images)
        .allMatch(image -> image.modified() == modified(image.uri().split("#", 2)[0]));
  }

  private static long modified(String uri) {
    try {
      return Files.getLastModifiedTime(Path.of(URI.create(uri))).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void ofTwoEntriesOfOneNameTheLastCounts() throws Exception {
    Path tar = tar("a.tar", TarArchiveOutputStream.LONGFILE_GNU, "x.jpg", "old", "x.jpg", "new");

    assertThat(contents(list(tar))).containsExactly("a.tar/x.jpg = new");
  }

  @Test
  void aTarThatIsCutShortGivesWhatItHasAndARowForWhatIsGone() throws Exception {
    Path tar =
        tar(
            "a.tar",
            TarArchiveOutputStream.LONGFILE_GNU,
            "x.jpg",
            "whole",
            "y.jpg",
            "z".repeat(5000));
    byte[] bytes = Files.readAllBytes(tar);
    Files.write(tar, Arrays.copyOf(bytes, 512 + 512 + 512 + 1000));

    List<ListedImage> images = list(tar);

    assertThat(images).extracting(ListedImage::fileName).startsWith("a.tar/x.jpg", "a.tar/y.jpg");
    assertThat(contents(images.subList(0, 1))).containsExactly("a.tar/x.jpg = whole");
    for (ListedImage broken : images.subList(1, images.size())) {
      assertThatThrownBy(() -> contents(List.of(broken)))
          .isInstanceOfSatisfying(
              UnreadableImageException.class,
              e -> assertThat(e.code()).isEqualTo("broken_container"))
          .hasMessageContaining("a.tar");
    }
  }

  @Test
  void whatIsNoTarOrParquetIsOneRow() throws Exception {
    Files.writeString(folder.resolve("a.tar"), "this is text ".repeat(100));
    Files.writeString(folder.resolve("b.parquet"), "this is text too");

    List<ListedImage> images = list(folder);

    assertThat(images)
        .extracting(ListedImage::fileName)
        .containsExactlyInAnyOrder("a.tar", "b.parquet");
    for (ListedImage broken : images) {
      assertThatThrownBy(() -> contents(List.of(broken)))
          .isInstanceOfSatisfying(
              UnreadableImageException.class,
              e -> assertThat(e.code()).isEqualTo("broken_container"))
          .hasMessageContaining(broken.uri());
    }
  }

  @Test
  void aParquetFileWithADamagedFooterIsOneRow() throws Exception {
    Path file = parquet("a.parquet", 3, "cast('x' as binary) as image");
    byte[] bytes = Files.readAllBytes(file);
    // The last eight say how long the footer before them is.
    Arrays.fill(bytes, bytes.length - 8 - 40, bytes.length - 8, (byte) 0xff);
    Arrays.fill(bytes, bytes.length - 8 - 400, bytes.length - 8 - 40, (byte) 0x7f);
    Files.write(file, bytes);

    assertThatThrownBy(() -> contents(list(file)))
        .isInstanceOfSatisfying(
            UnreadableImageException.class,
            e -> assertThat(e.code()).isEqualTo("broken_container"));
  }

  private static List<ListedImage> listFaulty(Path file) throws IOException {
    SourceFile source =
        new SourceFile(file.getFileName().toString(), FaultyFolder.uri(file), 0, 0, false);
    return ImageContainer.list(source, new Storage(FaultyFolder.configuration())).toList();
  }

  @Test
  void aStorageThatFailsForAMomentIsAskedAgain() throws Exception {
    Path tar = tar("a.tar", TarArchiveOutputStream.LONGFILE_GNU, "x.jpg", "X");
    Path parquet = parquet("b.parquet", 1, "cast('x' as binary) as image");

    FaultyFolder.FAILURES.set(2);
    assertThat(listFaulty(tar)).extracting(ListedImage::fileName).containsExactly("a.tar/x.jpg");
    FaultyFolder.FAILURES.set(2);
    assertThat(listFaulty(parquet))
        .extracting(ListedImage::fileName)
        .containsExactly("b.parquet/0");
  }

  @Test
  void aStorageThatKeepsFailingIsNoDamageOfTheContainer() throws Exception {
    Path tar = tar("a.tar", TarArchiveOutputStream.LONGFILE_GNU, "x.jpg", "X");
    Path parquet = parquet("b.parquet", 1, "cast('x' as binary) as image");
    try {
      for (Path file : List.of(tar, parquet)) {
        FaultyFolder.FAILURES.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> listFaulty(file))
            .isInstanceOf(SourceException.class)
            .hasMessageContaining(file.toString())
            .hasMessageContaining("503 Slow Down");
      }
    } finally {
      FaultyFolder.FAILURES.set(0);
    }
  }

  @Test
  void aContainerThatMayNotBeReadIsToldFromOneThatIsGone() throws Exception {
    Path tar = tar("private.tar", TarArchiveOutputStream.LONGFILE_GNU, "x.jpg", "X");

    assertThat(listFaulty(tar)).extracting(ListedImage::fileName).containsExactly("private.tar");
    try (ImageReader reader = new ImageReader(FaultyFolder.configuration())) {
      assertThatThrownBy(() -> reader.read(FaultyFolder.uri(tar)))
          .isInstanceOfSatisfying(
              UnreadableImageException.class, e -> assertThat(e.code()).isEqualTo("no_permission"));
      assertThatThrownBy(() -> reader.read(FaultyFolder.uri(folder.resolve("gone.tar"))))
          .isInstanceOfSatisfying(
              UnreadableImageException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
    }
  }

  @Test
  void aLocalContainerThatMayNotBeReadIsToldFromOneThatIsGone() throws Exception {
    Path tar = tar("a.tar", TarArchiveOutputStream.LONGFILE_GNU, "x.jpg", "X");
    Files.setPosixFilePermissions(tar, Set.of());
    Path link = Files.createSymbolicLink(folder.resolve("b.tar"), folder.resolve("nothing"));

    assertThatThrownBy(() -> contents(list(link)))
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
    assumeThat(Files.isReadable(tar)).as("permissions bind").isFalse();
    assertThatThrownBy(() -> contents(list(tar)))
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.code()).isEqualTo("no_permission"));
  }

  @Test
  void aContainerThatCanBeListedByNowAsksForAnotherRun() throws Exception {
    Path tar = tar("a.tar", TarArchiveOutputStream.LONGFILE_GNU, "x.jpg", "X");

    try (ImageReader reader = new ImageReader(new Configuration())) {
      assertThatThrownBy(() -> reader.read(tar.toUri().toString()))
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageContaining("run again");
    }
  }

  private Path parquet(String name, int rows, String... columns) throws IOException {
    SparkSession spark = TestSpark.session();
    Dataset<Row> numbers = spark.range(0, rows, 1, 1).toDF("n");
    Path written = folder.resolve("written");
    numbers
        .selectExpr(columns)
        .write()
        .option("parquet.block.row.count.limit", 32)
        .mode("overwrite")
        .parquet(written.toString());
    try (var parts = Files.list(written)) {
      Path part =
          parts.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return Files.copy(part, folder.resolve(name));
    }
  }

  @Test
  void rowsOfParquetAreReadFromTheirRowGroups() throws Exception {
    Path file =
        parquet(
            "train %1.parquet",
            200,
            "concat('p', n) as path",
            "named_struct('bytes', if(n = 7, null, cast(concat('image ', n) as binary)), 'path', 'p')"
                + " as image",
            "cast('x' as binary) as thumbnail",
            "cast(sha2(cast(n as string), 512) as binary) as ballast");
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getRowGroups()).hasSizeGreaterThan(3);
    }

    List<ListedImage> images = list(file);

    assertThat(images).hasSize(200).allMatch(image -> image.length() == -1);
    assertThat(contents(images))
        .containsExactlyElementsOf(
            IntStream.range(0, 200)
                .mapToObj(n -> "train %1.parquet/" + n + " = " + (n == 7 ? "" : "image " + n))
                .toList());
    assertThat(contents(List.of(images.get(190), images.get(3), images.get(150))))
        .containsExactly(
            "train %1.parquet/190 = image 190",
            "train %1.parquet/3 = image 3", "train %1.parquet/150 = image 150");
  }

  @Test
  void parquetWithoutOneImageColumnSaysWhatItFound() throws Exception {
    Path file =
        parquet("a.parquet", 1, "cast('x' as binary) as left", "cast('y' as binary) as right");

    assertThatThrownBy(() -> contents(list(file)))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("[left, right]");
  }

  @Test
  void tablesBelowAFolderOfImagesAreNoSource() throws Exception {
    Files.createDirectories(folder.resolve("dataset/data"));
    Files.copy(
        parquet("a.parquet", 1, "cast('x' as binary) as image"),
        folder.resolve("dataset/data/b.parquet"));

    assertThat(list(folder)).extracting(ListedImage::fileName).containsExactly("a.parquet/0");
    assertThat(list(folder.resolve("dataset/*/*.parquet")))
        .extracting(ListedImage::fileName)
        .containsExactly("data/b.parquet/0");
  }
}
