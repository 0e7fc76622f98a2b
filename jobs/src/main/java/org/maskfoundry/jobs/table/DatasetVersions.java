package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a dataset held at some time: at its tags, and when its runs published. A version is named by
 * a tag, a run's id or the number of a snapshot.
 */
public final class DatasetVersions {

  private static final Pattern TAG = Pattern.compile("(?!\\d+$)[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final Pattern SNAPSHOT = Pattern.compile("\\d{1,18}|[1-8]\\d{18}");

  private final AnnotationTable table;
  private final Optional<RunTable> runs;

  DatasetVersions(AnnotationTable table, Optional<RunTable> runs) {
    this.table = table;
    this.runs = runs;
  }

  /**
   * The versions of a dataset.
   *
   * @param dataset as {@link DatasetCatalog#open} takes it
   * @throws DatasetException where there is no dataset
   */
  public static DatasetVersions open(SparkSession spark, String dataset) {
    DatasetCatalog catalog = DatasetCatalog.open(spark, dataset);
    return new DatasetVersions(AnnotationTable.open(catalog), RunTable.find(catalog));
  }

  /**
   * A version that was given a name.
   *
   * @param name the name
   * @param snapshotId the snapshot
   * @param committedAt when the last rows came in
   * @param counts what readers find in it
   */
  public record Tag(String name, long snapshotId, Instant committedAt, RunCounts counts) {}

  /**
   * A run that published.
   *
   * @param runId the run
   * @param phase its phase
   * @param finishedAt when it ended
   * @param images images it gave a row
   * @param masks masks of them
   * @param snapshotId the dataset as the run left it, empty where that is not kept any more
   */
  public record PublishedRun(
      String runId,
      String phase,
      Instant finishedAt,
      long images,
      long masks,
      OptionalLong snapshotId) {}

  /** The tags, by the time of their rows. */
  public List<Tag> tags() {
    Table iceberg = table.iceberg();
    return iceberg.refs().entrySet().stream()
        .filter(reference -> reference.getValue().isTag())
        .map(
            reference ->
                tag(reference.getKey(), iceberg.snapshot(reference.getValue().snapshotId())))
        .sorted(Comparator.comparing(Tag::committedAt).thenComparing(Tag::name))
        .toList();
  }

  private Tag tag(String name, Snapshot snapshot) {
    return new Tag(
        name,
        snapshot.snapshotId(),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        RunCounts.ofNewest(DatasetReader.newest(table.at(snapshot.snapshotId()))));
  }

  /** The runs that published, in the order they ended. */
  public List<PublishedRun> runs() {
    return runs.map(this::published).orElse(List.of());
  }

  private List<PublishedRun> published(RunTable rows) {
    Map<String, Long> newest = newestSnapshots();
    return rows
        .rows()
        .filter(col("outcome").equalTo(RunOutcome.PUBLISHED.tableName()))
        .orderBy(col("finished_at"), col("run_id"))
        .selectExpr(
            "run_id",
            "phase",
            "coalesce(finished_at, started_at)",
            "coalesce(counts['images'], 0)",
            "coalesce(counts['masks'], 0)",
            "branch")
        .collectAsList()
        .stream()
        .map(row -> published(row, newest))
        .toList();
  }

  private static PublishedRun published(Row row, Map<String, Long> newest) {
    Long left = newest.get(writer(row.getString(5), row.getString(0)));
    return new PublishedRun(
        row.getString(0),
        row.getString(1),
        row.getInstant(2),
        row.getLong(3),
        row.getLong(4),
        left == null ? OptionalLong.empty() : OptionalLong.of(left));
  }

  /** A run that had nothing to add to the branch of another published what the other wrote. */
  private static String writer(String branch, String runId) {
    return RunBranch.named(branch).map(RunBranch::runId).orElse(runId);
  }

  /** By run, the newest published snapshot with rows of it. */
  private Map<String, Long> newestSnapshots() {
    Table iceberg = table.iceberg();
    Map<String, Long> newest = new HashMap<>();
    if (iceberg.currentSnapshot() != null) {
      for (Snapshot snapshot : SnapshotUtil.currentAncestors(iceberg)) {
        newest.putIfAbsent(snapshot.summary().get(AnnotationTable.RUN_ID), snapshot.snapshotId());
      }
    }
    return newest;
  }

  /**
   * The snapshot that is published now.
   *
   * @throws DatasetException where nothing is
   */
  public long published() {
    return table
        .head(AnnotationTable.MAIN)
        .map(Snapshot::snapshotId)
        .orElseThrow(
            () ->
                new DatasetException(
                    "Nothing is published in this dataset yet; expected a run that has ended well"));
  }

  /**
   * The snapshot of a version.
   *
   * @param name a tag, the id of a run that published, or a snapshot's number
   * @throws DatasetException where there is none
   */
  public long snapshot(String name) {
    Table iceberg = table.iceberg();
    var reference = iceberg.refs().get(name);
    if (reference != null && (reference.isTag() || name.equals(AnnotationTable.MAIN))) {
      return reference.snapshotId();
    }
    OptionalLong ofRun = ofRun(name);
    if (ofRun.isPresent()) {
      return ofRun.getAsLong();
    }
    if (SNAPSHOT.matcher(name).matches() && iceberg.snapshot(Long.parseLong(name)) != null) {
      return Long.parseLong(name);
    }
    throw unknown(name);
  }

  private OptionalLong ofRun(String runId) {
    return runs().stream()
        .filter(run -> run.runId().equals(runId))
        .map(PublishedRun::snapshotId)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private DatasetException unknown(String name) {
    return new DatasetException(
        "No version %s: expected a tag (there are %s), main, the id of a run that published, or a snapshot's number. The command versions lists them; a run's version goes when maintain expires it, unless it has a tag"
            .formatted(name, tagNames()));
  }

  private String tagNames() {
    List<String> names =
        table.iceberg().refs().entrySet().stream()
            .filter(reference -> reference.getValue().isTag())
            .map(reference -> reference.getKey())
            .sorted()
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /**
   * Names a version.
   *
   * @throws DatasetException where the name is taken or cannot be one
   */
  public void tag(String name, long snapshotId) {
    check(name);
    table.change(
        references -> {
          if (table.iceberg().refs().containsKey(name)) {
            throw new DatasetException(
                "Tag %s is there already, and a version that was named is not moved by accident; choose another name, or say --replace"
                    .formatted(name));
          }
          references.createTag(name, snapshotId);
        });
  }

  /**
   * Names a version, whatever had that name before.
   *
   * @throws DatasetException where it cannot be a name
   */
  public void moveTag(String name, long snapshotId) {
    check(name);
    table.change(
        references -> {
          if (table.iceberg().refs().containsKey(name)) {
            references.replaceTag(name, snapshotId);
          } else {
            references.createTag(name, snapshotId);
          }
        });
  }

  private void check(String name) {
    if (!TAG.matcher(name).matches()
        || name.equals(AnnotationTable.MAIN)
        || RunBranch.named(name).isPresent()) {
      throw new DatasetException(
          "%s cannot be a tag: expected letters, digits, '.', '_' and '-', not digits alone, not main and no run's branch"
              .formatted(name));
    }
  }
}
