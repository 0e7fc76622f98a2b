package org.maskfoundry.jobs.cli.doctor;

import java.util.List;

/**
 * A folder on any Hadoop file system.
 *
 * @param uri a path or URI
 */
record StorageCheck(String uri) implements Check {

  @Override
  public List<Finding> findings() {
    try {
      return List.of(StorageTrial.of(uri).finding());
    } catch (NoClassDefFoundError withoutHadoop) {
      return List.of(
          Finding.missing(
              "storage",
              uri + " cannot be looked at: Hadoop is not on the class path",
              "run doctor with bin/maskfoundry or spark-submit"));
    }
  }
}
