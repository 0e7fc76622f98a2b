package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.ListeningSockets;
import org.maskfoundry.jobs.S3Server;

/** What runs on one machine can be reached from that machine alone. */
@EnabledOnOs(OS.LINUX)
class LoopbackTest {

  @TempDir Path folder;

  @Test
  void aLocalRunListensOnLoopbackOnly() throws Exception {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    TestImages.disc(photos.resolve("a.png"), 40, 40);

    CommandLineRun run =
        CommandLineRun.of(
            "generate",
            "--images",
            photos,
            "--output",
            folder.resolve("dataset"),
            "--set",
            "points_per_side=2");

    assertThat(run.status()).as(run.error()).isZero();
    // Spark goes on in this process, for the commands of other tests.
    assertLoopback(ProcessHandle.current());
  }

  @Test
  void theS3ServerOfTheTestsListensOnLoopbackOnly() throws Exception {
    try (S3Server s3 = new S3Server()) {
      assertLoopback(s3.process());
    }
  }

  private static void assertLoopback(ProcessHandle process) throws Exception {
    List<InetSocketAddress> addresses = ListeningSockets.of(process);
    assertThat(addresses)
        .isNotEmpty()
        .allMatch(address -> address.getAddress().isLoopbackAddress(), "on loopback");
  }
}
