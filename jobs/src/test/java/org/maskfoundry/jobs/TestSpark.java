package org.maskfoundry.jobs;

import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.spark.SparkSessions;

/** The one Spark session of all tests: starting another takes longer than most of them. */
public final class TestSpark {

  private static final SparkSession SESSION = start();

  private TestSpark() {}

  private static SparkSession start() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    return SparkSessions.start("tests");
  }

  /** The session. */
  public static SparkSession session() {
    return SESSION;
  }
}
