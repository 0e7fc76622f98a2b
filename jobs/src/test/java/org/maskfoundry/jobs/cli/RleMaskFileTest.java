package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.mask.RleMask;

class RleMaskFileTest {

  private static final RleMask MASK = RleMask.ofRuns(3, 4, 2, 5, 5);

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("mask.json"), text);
  }

  @Test
  void runsAndCompressedCountsAreTheSameMask() throws IOException {
    assertThat(RleMaskFile.read(file("{\"size\": [3, 4], \"counts\": [2, 5, 5]}"))).isEqualTo(MASK);
    String compressed = "{\"counts\": \"%s\", \"size\": [3, 4]}".formatted(MASK.toCocoString());
    assertThat(RleMaskFile.read(file(compressed))).isEqualTo(MASK);
    assertThat(RleMaskFile.read(file("{\"area\": 5, \"segmentation\": " + compressed + "}")))
        .isEqualTo(MASK);
  }

  @Test
  void anythingElseIsRefusedWithTheReason() throws IOException {
    assertRefused("no JSON", "JSON");
    assertRefused("[]", "\"size\"");
    assertRefused("{\"size\": [3], \"counts\": [12]}", "\"size\"");
    assertRefused("{\"size\": [3, 4]}", "\"counts\"");
    assertRefused("{\"size\": [3, 4], \"counts\": [1.5]}", "\"counts\"");
    assertRefused("{\"size\": [3, 4], \"counts\": [2, 5]}", "7");
  }

  private void assertRefused(String text, String reason) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> RleMaskFile.read(file))
        .as(text)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
