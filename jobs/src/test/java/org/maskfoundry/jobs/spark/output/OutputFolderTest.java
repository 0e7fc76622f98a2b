package org.maskfoundry.jobs.spark.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {

  @TempDir Path folder;

  /** The same place on this machine's file system and on one that is Hadoop's alone. */
  private Stream<OutputFolder> folders() {
    Configuration hadoop = new Configuration();
    hadoop.setBoolean("fs.viewfs.impl.disable.cache", true);
    hadoop.set("fs.viewfs.mounttable.all.link./mounted", folder.toUri().toString());
    return Stream.of(
        OutputFolder.of(folder.resolve("out").toString(), hadoop),
        OutputFolder.of("viewfs://all/mounted/out", hadoop));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escaped",
        "a/../../escaped",
        "/tmp/escaped",
        "..\\escaped",
        "..",
        "a/..",
        "\\escaped",
        "a\0b",
        ""
      })
  void aNameThatLeadsOutIsRefused(String name) {
    folders()
        .forEach(
            out -> {
              assertThatThrownBy(() -> out.write(name, new byte[1]))
                  .isInstanceOf(IOException.class)
                  .hasMessageContaining("leads out of");
              assertThatThrownBy(() -> out.create(name)).isInstanceOf(IOException.class);
              assertThatThrownBy(() -> out.read(name)).isInstanceOf(IOException.class);
              assertThatThrownBy(() -> out.delete(name)).isInstanceOf(IOException.class);
            });
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.png", "sub folder/ü.png", "..a/b..png", "a/.b", "#1 %20?.png", "s3a:/x/a.png"})
  void otherNamesAreFilesOfTheFolder(String name) throws IOException {
    for (OutputFolder out : folders().toList()) {
      out.write(name, new byte[] {7});

      assertThat(folder.resolve("out").resolve(name)).hasBinaryContent(new byte[] {7});
      assertThat(out.read(name)).hasValue(new byte[] {7});
      out.delete(name);
      assertThat(Files.exists(folder.resolve("out").resolve(name))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "[v1]", "#1 %20", "a:b", "ü*"})
  void aUriLeadsToTheFolderWhicheverFileSystemIsTheDefault(String name) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.defaultFS", "viewfs://all/");
    OutputFolder out = OutputFolder.of("file://" + folder, hadoop).folder(name);
    out.write("a.png", new byte[] {7});

    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(out.uri() + "/a.png");
    assertThat(file.getFileSystem(hadoop).getFileStatus(file).getLen()).isOne();
    assertThat(folder.resolve(name).resolve("a.png")).exists();
  }

  /** So that a second try of a task can be killed where the first has succeeded. */
  @Test
  void anotherFileIsReplacedInOneStepAndNothingElseIsLeft() throws IOException {
    Path out = folder.resolve("out");
    for (OutputFolder written : folders().toList()) {
      written.write("a/b.png", new byte[] {1, 2, 3});
      Path before = Files.createLink(folder.resolve("before"), out.resolve("a/b.png"));
      written.write("a/b.png", new byte[] {7});

      assertThat(before).as("nothing is written into it").hasBinaryContent(new byte[] {1, 2, 3});
      assertThat(out.resolve("a/b.png")).hasBinaryContent(new byte[] {7});
      assertThat(written.read("a/b.png")).hasValue(new byte[] {7});
      try (Stream<Path> files = Files.list(out.resolve("a"))) {
        assertThat(files)
            .map(file -> file.getFileName().toString())
            .isSubsetOf("b.png", ".b.png.crc");
      }
      Files.delete(before);
    }
  }
}
