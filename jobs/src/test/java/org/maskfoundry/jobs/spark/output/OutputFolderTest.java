package org.maskfoundry.jobs.spark.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
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
}
