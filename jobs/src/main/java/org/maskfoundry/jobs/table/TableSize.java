package org.maskfoundry.jobs.table;

import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * How large tables are.
 *
 * @param files data files of what is published
 * @param bytes of those files
 * @param snapshots versions that are kept, those of branches among them
 */
public record TableSize(long files, long bytes, long snapshots) {

  static TableSize of(Table table) {
    table.refresh();
    return new TableSize(
        total(table.currentSnapshot(), SnapshotSummary.TOTAL_DATA_FILES_PROP),
        total(table.currentSnapshot(), SnapshotSummary.TOTAL_FILE_SIZE_PROP),
        StreamSupport.stream(table.snapshots().spliterator(), false).count());
  }

  private static long total(Snapshot published, String property) {
    return published == null ? 0 : Long.parseLong(published.summary().getOrDefault(property, "0"));
  }

  TableSize plus(TableSize other) {
    return new TableSize(files + other.files, bytes + other.bytes, snapshots + other.snapshots);
  }
}
