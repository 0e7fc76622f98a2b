package org.maskfoundry.annotation.coco;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Memory does not follow the file's size: 200 MB in a heap of 40 MB. */
class LargeCocoFileTest {

  @Test
  void aFileMuchLargerThanTheHeapIsRead() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LargeCocoFile.class.getName(),
                "200e6")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).matches("(?s).*4[0-9]{4} images, 5[0-9]{5} annotations.*");
  }
}
