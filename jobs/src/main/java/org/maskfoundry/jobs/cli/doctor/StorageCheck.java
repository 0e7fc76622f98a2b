package org.maskfoundry.jobs.cli.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder on any Hadoop file system.
 *
 * @param uri a path or URI
 */
record StorageCheck(String uri) implements Check {

  /** Hadoop refuses credentials in an address, and logs the address. */
  private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/@]+@");

  @Override
  public List<Finding> findings() {
    Matcher credentials = CREDENTIALS.matcher(uri);
    if (credentials.find()) {
      return List.of(
          Finding.missing(
              "storage",
              credentials.replaceFirst("") + " was given with credentials in the address",
              "take them out of it, and give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or as spark.hadoop.fs.s3a.access.key and .secret.key"));
    }
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
