package org.maskfoundry.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;
import org.apache.iceberg.actions.DeleteOrphanFiles;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;

/** Keeps one table in order; each step can be counted before it is done. */
final class TableUpkeep {

  private final SparkSession session;
  private final Table table;

  TableUpkeep(SparkSession session, Table table) {
    this.session = session;
    this.table = table;
  }

  TableSize size() {
    return TableSize.of(table);
  }

  /** Published files that are to be written together with others. */
  long smallFiles() {
    if (isEmpty()) {
      return 0;
    }
    BinPackRewriteFilePlanner planner = new BinPackRewriteFilePlanner(table);
    planner.init(Map.of());
    try (var groups = planner.plan().groups()) {
      long files = 0;
      for (var group : groups) {
        files += group.inputFileNum();
      }
      return files;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes small files of the published rows together, and their lists. */
  long compact() {
    if (isEmpty()) {
      return 0;
    }
    long files = actions().rewriteDataFiles(table).execute().rewrittenDataFilesCount();
    actions().rewriteManifests(table).execute();
    return files;
  }

  /** Snapshots before an instant that no branch and no tag needs. */
  long expirable(Instant before) {
    table.refresh();
    return table.expireSnapshots().expireOlderThan(before.toEpochMilli()).apply().size();
  }

  /** Removes such snapshots, with the files that only they have. */
  long expire(Instant before) {
    long snapshots = size().snapshots();
    actions().expireSnapshots(table).expireOlderThan(before.toEpochMilli()).execute();
    return snapshots - size().snapshots();
  }

  /** Files that no version has, written before an instant. */
  long orphans(Instant before) {
    return count(orphanFiles(before).deleteWith(file -> {}));
  }

  /** Removes such files. */
  long removeOrphans(Instant before) {
    return count(orphanFiles(before));
  }

  private DeleteOrphanFiles orphanFiles(Instant before) {
    return actions().deleteOrphanFiles(table).olderThan(before.toEpochMilli());
  }

  private static long count(DeleteOrphanFiles files) {
    return StreamSupport.stream(files.execute().orphanFileLocations().spliterator(), false).count();
  }

  private boolean isEmpty() {
    table.refresh();
    return table.currentSnapshot() == null;
  }

  private SparkActions actions() {
    return SparkActions.get(session);
  }
}
