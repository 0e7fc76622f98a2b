package org.maskfoundry.jobs;

import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.SparkConf;
import org.maskfoundry.jobs.table.DatasetCatalog;

/**
 * A JDBC catalog over SQLite in the configuration of all tests' Spark, as if it had been started
 * with it, until it is closed.
 */
public final class JdbcCatalog implements AutoCloseable {

  private static final String KEY = "spark.sql.catalog." + DatasetCatalog.NAME;

  private final Map<String, String> properties;

  private JdbcCatalog(Map<String, String> properties) {
    this.properties = properties;
  }

  /** Names the catalog, whose database and tables are in a folder. */
  public static JdbcCatalog in(Path folder) {
    JdbcCatalog catalog = new JdbcCatalog(properties(folder));
    catalog.properties.forEach(configuration()::set);
    // Its first use makes the database's tables, which Iceberg would not have two do at once.
    DatasetCatalog.open(TestSpark.session(), "first");
    return catalog;
  }

  /** What Spark is told of such a catalog. */
  public static Map<String, String> properties(Path folder) {
    return Map.of(
        KEY,
        SparkCatalog.class.getName(),
        KEY + ".type",
        "jdbc",
        KEY + ".jdbc.schema-version",
        "V1",
        KEY + ".uri",
        "jdbc:sqlite:" + folder.resolve("catalog.db") + "?busy_timeout=60000",
        KEY + ".warehouse",
        folder.resolve("warehouse").toString());
  }

  private static SparkConf configuration() {
    return TestSpark.session().sparkContext().conf();
  }

  @Override
  public void close() {
    properties.keySet().forEach(configuration()::remove);
  }
}
