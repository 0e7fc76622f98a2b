package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.jobs.spark.RunProgress;

class WaveLogTest {

  private static RunProgress progress(long done, Map<String, Long> errors, int seconds) {
    return new RunProgress(100, done, 1, 2 * done, errors, Duration.ofSeconds(seconds));
  }

  @Test
  void aLineTellsOfItsWaveAndHowFarTheRunIs() {
    WaveLog log = new WaveLog("r", Optional.of(4L));
    String first = log.line(1, progress(25, Map.of("corrupt", 1L), 10));
    String second = log.line(2, progress(50, Map.of("corrupt", 1L), 30));

    assertThat(first)
        .isEqualTo(
            """
            {"run_id":"r","wave":1,"waves":4,"images":25,"failed":1,"masks":50,"seconds":10.0,\
            "images_per_second":2.5,"errors":{"corrupt":1},"images_done":25,"images_to_do":100}\
            """);
    assertThat(second)
        .contains("\"wave\":2,\"waves\":4,\"images\":25,\"failed\":0")
        .contains("\"seconds\":20.0,\"images_per_second\":1.25,\"errors\":{},\"images_done\":50");
  }

  @Test
  void aNumberOfWavesThatIsNotKnownIsNotSaid() {
    String line = new WaveLog("r", Optional.empty()).line(1, progress(25, Map.of(), 10));

    assertThat(line).startsWith("{\"run_id\":\"r\",\"wave\":1,\"images\":25,");
    assertThat(line).doesNotContain("waves").contains("\"images_done\":25,\"images_to_do\":100");
  }
}
