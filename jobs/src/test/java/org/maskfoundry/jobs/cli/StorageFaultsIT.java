package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.FaultyProxy;
import org.maskfoundry.jobs.FaultyProxy.Fault;
import org.maskfoundry.jobs.S3Server;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetReader;

/** Storage that asks to slow down, breaks off in the middle of answers, and takes its time. */
class StorageFaultsIT {

  @TempDir Path folder;
  private final AtomicBoolean isFaulty = new AtomicBoolean();
  private S3Server s3;
  private FaultyProxy proxy;
  private Path photos;

  @BeforeEach
  void start() throws Exception {
    photos = Files.createDirectories(folder.resolve("photos"));
    for (int image = 0; image < 6; image++) {
      TestImages.disc(photos.resolve(image + ".png"), 40 + image, 60);
    }
    s3 = new S3Server();
    proxy = new FaultyProxy(s3.port(), this::fault);
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    s3.close();
  }

  private Fault fault(int request) {
    if (!isFaulty.get()) {
      return Fault.NONE;
    }
    return request % 12 == 0
        ? Fault.SLOW_DOWN
        : request % 11 == 0 ? Fault.CUT : request % 13 == 0 ? Fault.DELAY : Fault.NONE;
  }

  private static CommandLineRun generate(Object images, Object output) {
    return CommandLineRun.of(
        "generate",
        "--images",
        images,
        "--output",
        output,
        "--set",
        "points_per_side=2",
        "wave_images=4");
  }

  private static List<String> rows(Object dataset) {
    return ComparableRows.whereverTheyLie(
        DatasetReader.open(TestSpark.session(), dataset.toString()));
  }

  @Test
  void aRunOverFaultyStorageHasTheRowsOfAnUndisturbedOne() throws Exception {
    String bucket = s3.bucket(proxy.port());
    S3Server.upload(photos, bucket + "/photos");
    isFaulty.set(true);

    CommandLineRun run = generate(bucket + "/photos", bucket + "/dataset");

    isFaulty.set(false);
    assertThat(run.status()).as(run.error()).isZero();
    assertThat(proxy.troubled()).isGreaterThan(10);
    assertThat(generate(photos, folder.resolve("local")).status()).isZero();
    assertThat(rows(bucket + "/dataset")).hasSize(6).isEqualTo(rows(folder.resolve("local")));
  }

  /** So that the test above would see it if nothing was tried again. */
  @Test
  void withoutRetriesTheSameRunFails() throws Exception {
    String bucket =
        s3.bucket(
            proxy.port(),
            Map.of("attempts.maximum", "1", "retry.limit", "0", "retry.throttle.limit", "0"));
    S3Server.upload(photos, bucket + "/photos");
    isFaulty.set(true);

    CommandLineRun run = generate(bucket + "/photos", bucket + "/dataset");

    assertThat(run.status()).isNotZero();
  }
}
