package org.maskfoundry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ONNX Runtime reads the command line of its process, which may hold the jars of a cluster. */
class LongCommandLineTest {

  private static final int CHARACTERS = 100_000;

  /** Started in a process of its own. */
  static final class Loading {
    public static void main(String[] arguments) {
      OnnxRuntime.environment();
    }
  }

  @Test
  void theLibraryIsLoadedUnderALongCommandLine() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-cp",
                    classPath,
                    "-Dlong=" + "x".repeat(CHARACTERS),
                    Loading.class.getName()))
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
  }
}
