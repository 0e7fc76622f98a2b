package org.maskfoundry.jobs.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.ListedImage;

class ImageSourceTest {

  @TempDir Path folder;

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static List<ListedImage> list(String source, Optional<String> excluded)
      throws IOException {
    List<ListedImage> images = new ArrayList<>();
    ImageSource.open(TestSpark.session(), source, excluded).images().forEachRemaining(images::add);
    return images;
  }

  private static List<String> names(String source) throws IOException {
    return list(source, Optional.empty()).stream().map(ListedImage::fileName).sorted().toList();
  }

  private static String read(String source, String name) throws Exception {
    ListedImage image =
        list(source, Optional.empty()).stream()
            .filter(listed -> listed.fileName().equals(name))
            .findFirst()
            .orElseThrow();
    try (ImageReader reader = new ImageReader(new Configuration())) {
      return new String(reader.read(image), UTF_8);
    }
  }

  @Test
  void aFolderIsListedWithAllBelowIt() throws Exception {
    write("a.jpg", "A");
    write("deep/er/b.PNG", "B");
    write("notes.txt", "no image");

    assertThat(names(folder.toString())).containsExactly("a.jpg", "deep/er/b.PNG");
    assertThat(read(folder.toString(), "deep/er/b.PNG")).isEqualTo("B");
  }

  @Test
  void aDatasetElsewhereLiesNotBelowAFolderOfThisMachine() throws IOException {
    write("a.jpg", "A");

    assertThat(list(folder.toString(), Optional.of("s3a://bucket/dataset")))
        .extracting(ListedImage::fileName)
        .containsExactly("a.jpg");
  }

  @Test
  void theListingTellsLengthAndTime() throws Exception {
    Path file = write("a.jpg", "four");

    ListedImage image = list(folder.toString(), Optional.empty()).get(0);

    assertThat(image.length()).isEqualTo(4);
    assertThat(image.modified()).isEqualTo(Files.getLastModifiedTime(file).toMillis());
    assertThat(image.uri()).isEqualTo(file.toUri().toString());
  }

  @Test
  void namesMayHoldWhatLooksLikeAUriOrAGlob() throws Exception {
    List<String> odd =
        List.of(
            "a b.jpg", "100%41.jpg", "x#y.jpg", "12:30.jpg", "ü€.jpg", "[1]{a}?.jpg", "q\\.jpg");
    for (String name : odd) {
      write("s3a:/we[i]rd*/" + name, name);
    }
    String source = folder.resolve("s3a:/we[i]rd*").toString();

    assertThat(names(source)).containsExactlyInAnyOrderElementsOf(odd);
    for (String name : odd) {
      assertThat(read(source, name)).isEqualTo(name);
      assertThat(names(source + "/" + name)).containsExactly(name);
    }
  }

  @Test
  void aDirectoryNamedLikeAnImageAndALinkThatLeadsNowhereAreListed() throws Exception {
    write("x.jpg/inside.jpg", "I");
    Files.createSymbolicLink(folder.resolve("gone.jpg"), folder.resolve("nothing"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("self.png"), folder.resolve("self.png"));

    assertThat(names(folder.toString()))
        .containsExactly("gone.jpg", "self.png", "x.jpg", "x.jpg/inside.jpg");
    assertThatThrownBy(() -> read(folder.toString(), "x.jpg"))
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.code()).isEqualTo("is_a_directory"))
        .hasMessageContaining("x.jpg");
    assertThatThrownBy(() -> read(folder.toString(), "gone.jpg"))
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.code()).isEqualTo("not_found"))
        .hasMessageContaining("gone.jpg");
  }

  private static UnreadableImageException unreadable(Configuration hadoop, SourceFile file) {
    try (ImageReader reader = new ImageReader(hadoop)) {
      return catchThrowableOfType(UnreadableImageException.class, () -> reader.read(file.image()));
    }
  }

  @Test
  void aFolderThatMayNotBeListedIsARowWithoutPermission() throws Exception {
    write("ok.jpg", "A");
    write("private/x.jpg", "X");
    write("other/y.jpg", "Y");
    for (String mode : List.of("---------", "r--r--r--")) {
      Path closed = folder.resolve("private");
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(mode));
      try {
        assumeThat(Files.isExecutable(closed)).as("permissions bind").isFalse();

        assertThat(names(folder.toString())).containsExactly("ok.jpg", "other/y.jpg", "private");
        assertThat(names(folder + "/*/*.jpg")).containsExactly("other/y.jpg", "private");
        assertThat(names(folder + "/o*/*.jpg")).containsExactly("other/y.jpg");
        assertThatThrownBy(() -> read(folder.toString(), "private"))
            .isInstanceOfSatisfying(
                UnreadableImageException.class,
                e -> assertThat(e.code()).isEqualTo("no_permission"))
            .hasMessageContaining("private");
        assertThatThrownBy(() -> names(closed.toString()))
            .hasRootCauseInstanceOf(SourceException.class)
            .hasMessageContaining("private");
      } finally {
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  @Test
  void aFolderThatMayNotBeListedIsARowOnAnyHadoopFileSystem() throws Exception {
    write("ok.jpg", "A");
    write("private/x.jpg", "X");
    write("private.tar/x.jpg", "X");
    Configuration hadoop = FaultyFolder.configuration();
    SourcePath source = new SourcePath(FaultyFolder.uri(folder), hadoop, Optional.empty());
    List<SourceFile> found = new ArrayList<>();
    source.tree().files().forEachRemaining(found::add);

    assertThat(found)
        .extracting(SourceFile::relativePath, SourceFile::closed)
        .containsExactlyInAnyOrder(
            tuple("ok.jpg", false), tuple("private", true), tuple("private.tar", true));
    for (SourceFile file : found) {
      if (file.closed()) {
        assertThat(unreadable(hadoop, file).code()).isEqualTo("no_permission");
      }
    }
    SourcePath closed =
        new SourcePath(FaultyFolder.uri(folder.resolve("private")), hadoop, Optional.empty());
    assertThatThrownBy(() -> closed.tree().files())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("private");
  }

  @Test
  void aFolderThatMayBeListedByNowAsksForAnotherRun() throws Exception {
    write("opened/x.jpg", "X");
    SourceFile opened =
        new SourceFile("opened", folder.resolve("opened").toUri().toString(), 0, 0, true);

    assertThat(unreadable(new Configuration(), opened))
        .hasMessageContaining("run again")
        .extracting(UnreadableImageException::code)
        .isEqualTo("unreadable");
  }

  @Test
  void globsGiveTheSameRelativePathsAsTheFolder() throws Exception {
    write("2024/a.jpg", "A");
    write("2024/sub/b.jpg", "B");
    write("2025/c.jpg", "C");
    write("other/d.jpg", "D");

    assertThat(names(folder + "/20*"))
        .containsExactly("2024/a.jpg", "2024/sub/b.jpg", "2025/c.jpg");
    assertThat(names(folder + "/*/*.jpg"))
        .containsExactly("2024/a.jpg", "2025/c.jpg", "other/d.jpg");
    assertThat(names(folder + "/**/b.jpg")).containsExactly("2024/sub/b.jpg");
    assertThat(names(folder + "/{2025,other}/?.jpg")).containsExactly("2025/c.jpg", "other/d.jpg");
    assertThat(names("file://" + folder + "/20*/*.jpg"))
        .containsExactly("2024/a.jpg", "2025/c.jpg");
  }

  @Test
  void aFileUriIsDecoded() throws Exception {
    Path file = write("a b%.jpg", "A");

    assertThat(names(file.toUri().toString())).containsExactly("a b%.jpg");
    assertThat(names("file://" + file)).containsExactly("a b%.jpg");
  }

  @Test
  void aFileThatIsNamedIsTakenWhateverItsExtension() throws Exception {
    assertThat(names(write("photo.dat", "P").toString())).containsExactly("photo.dat");
  }

  @Test
  void theDatasetBelowItsOwnImagesIsPassedOver() throws Exception {
    write("a.jpg", "A");
    write("out/preview.jpg", "P");

    assertThat(list(folder.toString(), Optional.of(folder.resolve("out").toString())))
        .extracting(ListedImage::fileName)
        .containsExactly("a.jpg");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> names(folder + "/none"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(folder + "/none");
    assertThatThrownBy(() -> names(folder + "/none/*.jpg"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("none/*.jpg");
    assertThatThrownBy(() -> names(folder + "/[z-a].jpg"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("[z-a].jpg");
  }

  @Test
  void anyHadoopFileSystemIsASource() throws Exception {
    // Hadoop's view file system stands in for a remote one: it is read through Hadoop alone.
    write("a.jpg", "A");
    write("sub/x.png/b.jpg", "B");
    Configuration hadoop = new Configuration();
    hadoop.set("fs.viewfs.mounttable.photos.link./mounted", folder.toUri().toString());
    SourcePath whole = new SourcePath("viewfs://photos/mounted", hadoop, Optional.empty());
    SourcePath glob = new SourcePath("viewfs://photos/mounted/*/*.png", hadoop, Optional.empty());
    SourcePath single = new SourcePath("viewfs://photos/mounted/a.jpg", hadoop, Optional.empty());

    assertThat(files(whole)).containsExactly("a.jpg", "sub/x.png", "sub/x.png/b.jpg");
    assertThat(files(glob)).containsExactly("sub/x.png", "sub/x.png/b.jpg");
    assertThat(files(single)).containsExactly("a.jpg");
    assertThatThrownBy(
            () -> new SourcePath("viewfs://photos/mounted/no", hadoop, Optional.empty()).tree())
        .isInstanceOf(SourceException.class);
    try (ImageReader reader = new ImageReader(hadoop)) {
      assertThat(new String(reader.read("viewfs://photos/mounted/a.jpg"), UTF_8)).isEqualTo("A");
    }
    FileSystem.closeAll();
  }

  private static List<String> files(SourcePath path) throws IOException {
    List<String> names = new ArrayList<>();
    path.tree().files().forEachRemaining(file -> names.add(file.relativePath()));
    return names.stream().sorted().toList();
  }
}
