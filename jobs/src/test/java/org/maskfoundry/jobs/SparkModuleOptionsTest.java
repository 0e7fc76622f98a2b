package org.maskfoundry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkModuleOptionsTest {

  /** Only Spark's machine learning uses it, and Java warns of it at every start. */
  private static final String INCUBATOR = "--add-modules=jdk.incubator.vector";

  @Test
  void theLauncherGivesTheOptionsThatSparkAsksFor() throws IOException {
    List<String> asked =
        List.of(JavaModuleOptions.defaultModuleOptions().split(" +")).stream()
            .filter(option -> !option.equals(INCUBATOR))
            .toList();

    try (InputStream stream =
        getClass().getResourceAsStream("/org/maskfoundry/jobs/spark-module.options")) {
      String given = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(given.split(" +")).containsExactlyElementsOf(asked);
    }
  }
}
