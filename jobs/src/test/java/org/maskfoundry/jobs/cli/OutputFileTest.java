package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @TempDir Path folder;

  @Test
  void foldersOnTheWayAreMadeAndOldFilesReplaced() throws IOException {
    Path file = folder.resolve("new/ü b/answer.json");

    OutputFile.write(file, new byte[] {1});
    OutputFile.write(file, new byte[] {2, 3});

    assertThat(file).hasBinaryContent(new byte[] {2, 3});
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileIsReadableByThoseWhoMayReadAnyNewFile() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = folder.resolve("answer.json");

    OutputFile.write(file, new byte[] {1});

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void nothingIsLeftBehindWhereTheNameIsTaken() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("answer.json/inside")).getParent();

    assertThatThrownBy(() -> OutputFile.write(taken, new byte[] {1}))
        .isInstanceOf(IOException.class);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(taken);
    }
  }
}
