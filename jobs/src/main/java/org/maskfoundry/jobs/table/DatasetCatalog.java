package org.maskfoundry.jobs.table;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Where the tables of a dataset are kept: a folder, or a namespace of the catalog that the Spark
 * configuration names {@code maskfoundry} (REST, JDBC, Hive, Glue). Each opened dataset has a Spark
 * session of its own over the shared context.
 */
public final class DatasetCatalog {

  /** The name of the catalog in Spark. */
  public static final String NAME = "maskfoundry";

  private static final String CONFIGURATION = "spark.sql.catalog." + NAME;
  private static final String LOCAL = "file";
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  private final SparkSession session;
  private final Catalog catalog;
  private final Namespace namespace;
  private final String location;

  private DatasetCatalog(SparkSession session, Namespace namespace, String location) {
    this.session = session;
    this.catalog = Spark3Util.loadIcebergCatalog(session, NAME);
    this.namespace = namespace;
    this.location = location;
  }

  /**
   * Opens a dataset; nothing is created.
   *
   * @param spark a session whose context is used
   * @param output a folder's path or URI on any file system; where the Spark configuration names a
   *     catalog {@code maskfoundry}, a namespace of that catalog, its levels parted by dots
   */
  public static DatasetCatalog open(SparkSession spark, String output) {
    // The context's configuration: the session at hand may be one that was made here before.
    boolean configured = spark.sparkContext().getConf().contains(CONFIGURATION);
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.datetime.java8API.enabled", true);
    // Tasks see the files that were added to the context; isolated sessions have files of their
    // own.
    session.conf().set("spark.sql.artifact.isolation.enabled", false);
    // Spark loads catalogs by the configuration of the thread's active session.
    SparkSession.setActiveSession(session);
    // A kept table would not show what other processes commit.
    session.conf().set(CONFIGURATION + "." + CatalogProperties.CACHE_ENABLED, false);
    if (configured) {
      return new DatasetCatalog(
          session, Namespace.of(output.split("\\.")), "catalog " + NAME + ", namespace " + output);
    }
    String folder = folder(session, output);
    session.conf().set(CONFIGURATION, SparkCatalog.class.getName());
    session.conf().set(CONFIGURATION + ".type", "hadoop");
    session.conf().set(CONFIGURATION + "." + CatalogProperties.WAREHOUSE_LOCATION, folder);
    if (isLocal(session, folder)) {
      session
          .conf()
          .set(CONFIGURATION + "." + CatalogProperties.LOCK_IMPL, FolderLock.class.getName());
    }
    return new DatasetCatalog(session, Namespace.empty(), folder);
  }

  private static boolean isLocal(SparkSession session, String folder) {
    return SCHEME.matcher(folder).matches()
        ? folder.startsWith(LOCAL + ":")
        : FileSystem.getDefaultUri(session.sparkContext().hadoopConfiguration())
            .getScheme()
            .equals(LOCAL);
  }

  private static String folder(SparkSession session, String output) {
    return isLocal(session, output) && !SCHEME.matcher(output).matches()
        ? Path.of(output).toAbsolutePath().normalize().toString()
        : output;
  }

  /** The session to read and write the dataset with. */
  public SparkSession session() {
    return session;
  }

  /** Where the dataset is, for people. */
  public String location() {
    return location;
  }

  /** Where the tables' folders are: a path or URI; empty where a catalog decides. */
  public Optional<String> folder() {
    return namespace.isEmpty() ? Optional.of(location) : Optional.empty();
  }

  /** A table's name in Spark. */
  String sparkName(String table) {
    StringBuilder name = new StringBuilder(NAME);
    for (String level : namespace.levels()) {
      name.append('.').append(quoted(level));
    }
    return name.append('.').append(quoted(table)).toString();
  }

  private static String quoted(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  Optional<Table> find(String table) {
    TableIdentifier identifier = TableIdentifier.of(namespace, table);
    return catalog.tableExists(identifier)
        ? Optional.of(catalog.loadTable(identifier))
        : Optional.empty();
  }

  /** Opens a table and creates it where there is none, partitioned by the values of columns. */
  Table findOrCreate(
      String table,
      StructType columns,
      Map<String, String> properties,
      String... partitionColumns) {
    Optional<Table> found = find(table);
    Schema schema = SparkSchemaUtil.convert(columns);
    if (found.isPresent()) {
      return withColumns(found.get(), schema);
    }
    PartitionSpec.Builder partitions = PartitionSpec.builderFor(schema);
    for (String column : partitionColumns) {
      partitions.identity(column);
    }
    createNamespace();
    TableIdentifier identifier = TableIdentifier.of(namespace, table);
    try {
      return catalog.createTable(identifier, schema, partitions.build(), properties);
    } catch (AlreadyExistsException createdMeanwhile) {
      return catalog.loadTable(identifier);
    }
  }

  /** Adds the columns that an earlier version of the product did not have. */
  private static Table withColumns(Table table, Schema schema) {
    boolean complete =
        schema.columns().stream()
            .allMatch(column -> table.schema().findField(column.name()) != null);
    if (!complete) {
      table.updateSchema().unionByNameWith(schema).commit();
    }
    return table;
  }

  private void createNamespace() {
    if (!namespace.isEmpty()
        && catalog instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(namespace)) {
      try {
        namespaces.createNamespace(namespace);
      } catch (RuntimeException failure) {
        // Where another run was quicker, catalogs say so in many ways; the namespace is there.
        if (!namespaces.namespaceExists(namespace)) {
          throw failure;
        }
      }
    }
  }
}
