package org.maskfoundry.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.cli.doctor.Finding.Status;

class MachineChecksTest {

  private static final long GIGABYTE = 1L << 30;

  @TempDir Path folder;

  @Test
  void aContainersLimitIsTold() {
    assertThat(MemoryCheck.memory(64 * GIGABYTE, 8 * GIGABYTE).found())
        .contains("8.0 GB", "of 64.0 GB", "cgroup");
    assertThat(MemoryCheck.memory(64 * GIGABYTE, 64 * GIGABYTE).found()).isEqualTo("64.0 GB");
  }

  @Test
  void aHeapThatLeavesNothingForModelsIsWarnedOf() {
    assertThat(MemoryCheck.heap(4 * GIGABYTE, 8 * GIGABYTE).status()).isEqualTo(Status.OK);
    assertThat(MemoryCheck.heap(7 * GIGABYTE + 1, 8 * GIGABYTE).status()).isEqualTo(Status.WARNING);
    assertThat(MemoryCheck.heap(16 * GIGABYTE, 8 * GIGABYTE).remedy()).contains("memoryOverhead");
  }

  @Test
  void aFullTemporaryFolderIsWarnedOf() {
    assertThat(TemporaryFolderCheck.look(folder, 0).status()).isEqualTo(Status.OK);
    assertThat(TemporaryFolderCheck.look(folder, Long.MAX_VALUE).status())
        .isEqualTo(Status.WARNING);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void credentialsOfAConfigurationAreHidden() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.s3a.access.key", "the-id");
    configuration.set("fs.s3a.bucket.photos.secret.key", "the-secret");
    configuration.set("fs.s3a.session.token", "the-token");
    configuration.set("fs.s3a.endpoint", "storage");

    HiddenSecrets secrets = HiddenSecrets.of(configuration);

    assertThat(secrets.hide("storage said: the-id, the-secret, the-token"))
        .isEqualTo("storage said: ***, ***, ***");
  }

  @Test
  void aRemedyStandsUnderItsThing() {
    String told = Finding.warning("java heap", "small", "give it more").toString();

    assertThat(told.lines().map(String::strip).toList())
        .isEqualTo(List.of("java heap          warning  small", "give it more"));
  }
}
