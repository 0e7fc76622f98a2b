package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes a branch's rows the published ones in one atomic step. Where another run published since
 * the branch was made, the branch's rows are first copied behind those; an image that the other run
 * did under the same model and settings is left as it published it. What people made is another
 * work wherever it says something else, and is the newer one.
 */
public final class Publication {

  private static final int ATTEMPTS = 5;

  private static final String SAID = "said_by_people";

  private static final List<String> SAME_WORK =
      List.of(
          "image.file_name",
          "image.length",
          "image.modified",
          "phase",
          "provenance.model_digest",
          "provenance.settings_digest",
          SAID);

  private static final Column OF_PEOPLE = col("provenance.model_digest").equalTo("");

  private final AnnotationTable table;
  private final RunBranches branches;

  /** Publication into a table of branches of one key. */
  public Publication(AnnotationTable table, RunBranches branches) {
    this.table = table;
    this.branches = branches;
  }

  /**
   * Publishes a branch and removes the branches that hold nothing else.
   *
   * @throws DatasetException where other runs published again and again meanwhile; the branch stays
   * @throws org.apache.iceberg.exceptions.CommitStateUnknownException where the storage does not
   *     say whether the commit happened; nothing is removed, and a rerun finds out
   */
  public void publish(RunBranch branch) {
    RunBranch current = branch;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (!table.continuesPublished(current)) {
        current = behindPublished(current, branch.copy(attempt));
      }
      if (advance(current)) {
        branches.dropContained(Optional.of(branch));
        return;
      }
    }
    throw new DatasetException(
        "Other runs published while this one tried to, %d times in a row. Nothing is lost: branch %s holds the rows; run the same command again to publish them"
            .formatted(ATTEMPTS, branch.name()));
  }

  private boolean advance(RunBranch branch) {
    try {
      table
          .iceberg()
          .manageSnapshots()
          .fastForwardBranch(AnnotationTable.MAIN, branch.name())
          .commit();
      return true;
    } catch (CommitFailedException changedMeanwhile) {
      return false;
    } catch (IllegalArgumentException publishedMeanwhile) {
      if (table.continuesPublished(branch)) {
        throw publishedMeanwhile;
      }
      return false;
    }
  }

  private RunBranch behindPublished(RunBranch branch, RunBranch copy) {
    // The copy first: what is published after it has begun is not in it, and not compared with.
    branches.createAtPublished(copy);
    Dataset<Row> theirs =
        table
            .rowsBeyond(copy, branch.name())
            .withColumn(SAID, saidByPeople())
            .select(columns(SAME_WORK));
    Dataset<Row> mine = table.rowsBeyond(branch, copy.name()).withColumn(SAID, saidByPeople());
    Column same =
        SAME_WORK.stream()
            .map(name -> mine.col(name).eqNullSafe(theirs.col(flat(name))))
            .reduce(Column::and)
            .orElseThrow();
    table.append(
        mine.join(theirs, same, "left_anti").drop(SAID).withColumn("provenance", publishedNow()),
        copy);
    return copy;
  }

  /** Of people the file's name, model and settings do not tell one work from another. */
  private static Column saidByPeople() {
    return when(OF_PEOPLE, to_json(struct(col("annotations"), col("rejections"))));
  }

  /** The row that counts is the newest: of people's that is what was published last. */
  private static Column publishedNow() {
    Column provenance = col("provenance");
    return when(OF_PEOPLE, provenance.withField("created_at", current_timestamp()))
        .otherwise(provenance);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name).as(flat(name))).toArray(Column[]::new);
  }

  private static String flat(String name) {
    return "published_" + name.replace('.', '_');
  }
}
