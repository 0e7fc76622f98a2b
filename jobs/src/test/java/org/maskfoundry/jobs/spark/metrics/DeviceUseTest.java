package org.maskfoundry.jobs.spark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeviceUseTest {

  private static final int START_SECONDS = 1000;

  private long now = TimeUnit.SECONDS.toNanos(START_SECONDS);
  private final DeviceUse use = new DeviceUse(() -> now);

  private Void pass(double seconds) {
    now += (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    return null;
  }

  @Test
  void callsAtTheSameTimeAreOneBusyTime() {
    use.calling(
        () -> {
          pass(1);
          use.calling(() -> pass(2));
          return pass(3);
        });
    pass(4);

    assertThat(use.total().busyMilliseconds()).isEqualTo(6_000);
  }

  @Test
  void aCallUnderWayCountsAlready() {
    use.calling(
        () -> {
          pass(2.5);
          assertThat(use.total().busyMilliseconds()).isEqualTo(2_500);
          return null;
        });
  }

  @Test
  void whatIsTakenIsToldOnce() {
    use.calling(() -> pass(1));
    use.waiting(() -> pass(2));
    use.split(3);

    assertThat(use.take()).isEqualTo(new DeviceUse.Spent(1_000, 2_000, 3));
    assertThat(use.take()).isEqualTo(DeviceUse.Spent.NONE);
    assertThat(use.total()).isEqualTo(new DeviceUse.Spent(1_000, 2_000, 3));
  }

  @Test
  void theShareIsOfTheLastMinuteOnly() {
    pass(0.999);
    use.calling(() -> pass(30));
    assertThat(use.busyShareOfLastMinute()).isCloseTo(0.5, within(0.01));
    pass(30);
    assertThat(use.busyShareOfLastMinute()).isCloseTo(0.5, within(0.01));
    pass(20);
    assertThat(use.busyShareOfLastMinute()).isCloseTo(10 / 60.0, within(0.02));
    pass(11);
    assertThat(use.busyShareOfLastMinute()).isZero();
    use.calling(() -> pass(600));
    assertThat(use.busyShareOfLastMinute()).isEqualTo(1);
  }
}
