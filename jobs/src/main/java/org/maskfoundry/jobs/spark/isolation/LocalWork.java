package org.maskfoundry.jobs.spark.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.maskfoundry.model.Sha256;

/**
 * A run's memory of the processes that died before it. On a cluster the driver lives on when an
 * executor dies and needs none; in local mode they are one process, and a file remembers.
 */
public final class LocalWork {

  private static volatile WorkLedger ledger = new WorkLedger();

  private final Optional<WorkLog> log;

  private LocalWork(Optional<WorkLog> log) {
    this.log = log;
  }

  /** The ledger of this process's driver. */
  static void setLedger(WorkLedger ofDriver) {
    ledger = ofDriver;
  }

  /**
   * Begins a run.
   *
   * @param dataset where the dataset is, as people would say it
   */
  public static LocalWork begin(SparkContext spark, String dataset) throws IOException {
    if (!spark.isLocal()) {
      return new LocalWork(Optional.empty());
    }
    WorkLog log = WorkLog.open(folder(dataset));
    ledger.keepIn(log);
    return new LocalWork(Optional.of(log));
  }

  /** Of this machine, as a dataset may lie where files cannot be added to. */
  private static Path folder(String dataset) {
    // Users share the temporary folder, and none may write to another's.
    String ofUser = "maskfoundry-in-work-" + System.getProperty("user.name");
    return Path.of(System.getProperty("java.io.tmpdir"), ofUser)
        .resolve(Sha256.hex(dataset.getBytes(StandardCharsets.UTF_8)));
  }

  /** The run ended by itself, with whatever outcome. */
  public void end() throws IOException {
    ledger.forget();
    if (log.isPresent()) {
      log.get().close();
    }
  }
}
