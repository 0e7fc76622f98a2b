package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The images of a listing that have no row yet: none of the same relative path, length and
 * modification time under the same model and settings, or of people in the same phase. The listing
 * is compared in pieces, so that neither it nor the table is ever held whole.
 */
public final class PendingImages implements Iterator<ListedImage> {

  private static final int PIECE = 100_000;

  private static final StructType COLUMNS =
      new StructType()
          .add("index", IntegerType)
          .add("listed_name", StringType)
          .add("listed_length", LongType)
          .add("listed_modified", TimestampType);

  private final Iterator<ListedImage> listing;
  private final SparkSession session;
  private final Optional<Dataset<Row>> done;
  private final Set<String> failed;
  private Iterator<ListedImage> piece = List.<ListedImage>of().iterator();
  private long listed;

  private PendingImages(
      Iterator<ListedImage> listing,
      SparkSession session,
      Optional<Dataset<Row>> done,
      Set<String> failed) {
    this.listing = listing;
    this.session = session;
    this.done = done;
    this.failed = failed;
  }

  /**
   * The images of {@code listing} that have no row for the work of {@code key}.
   *
   * @param table the rows; without a table there are none
   * @param branch a branch whose rows count as well
   * @param retry whether rows of failed images count
   */
  public static PendingImages of(
      Iterator<ListedImage> listing,
      SparkSession session,
      Optional<AnnotationTable> table,
      Optional<RunBranch> branch,
      RunKey key,
      RetryErrors retry) {
    return new PendingImages(
        listing,
        session,
        table.map(found -> done(found.rowsWith(branch), key, retry)),
        table.isPresent() && branch.isPresent()
            ? failed(table.get().unpublished(branch.get()))
            : new HashSet<>());
  }

  private static Set<String> failed(Dataset<Row> rows) {
    return new HashSet<>(
        rows.filter(col("error").isNotNull())
            .select("image.file_name")
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
  }

  private static Dataset<Row> done(Dataset<Row> rows, RunKey key, RetryErrors retry) {
    Column same =
        col("provenance.model_digest")
            .equalTo(key.modelDigest())
            .and(col("provenance.settings_digest").equalTo(key.settingsDigest()))
            .and(col("phase").equalTo(key.phase().tableName()));
    Column counting =
        switch (retry) {
          case WHEN_CHANGED -> same;
          case ALWAYS -> same.and(col("error").isNull());
        };
    return rows.filter(counting.or(ofPeople(key))).select("image");
  }

  /** What a model found after people had been at work would hide what they made. */
  private static Column ofPeople(RunKey key) {
    return col("provenance.model_digest")
        .equalTo("")
        .and(col("phase").equalTo(key.phase().tableName()))
        .and(col("error").isNull());
  }

  /**
   * Names of the images that failed in rows not yet published and that the listing, once it is at
   * its end, has not given: they are no longer there to be mended.
   */
  public Set<String> vanished() {
    return Set.copyOf(failed);
  }

  /** How many images the listing has given so far, done or not. */
  public long listed() {
    return listed;
  }

  @Override
  public boolean hasNext() {
    while (!piece.hasNext() && listing.hasNext()) {
      piece = pending(nextPiece()).iterator();
    }
    return piece.hasNext();
  }

  @Override
  public ListedImage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return piece.next();
  }

  private List<ListedImage> nextPiece() {
    List<ListedImage> images = new ArrayList<>();
    while (images.size() < PIECE && listing.hasNext()) {
      ListedImage image = listing.next();
      failed.remove(image.fileName());
      images.add(image);
    }
    listed += images.size();
    return images;
  }

  private List<ListedImage> pending(List<ListedImage> images) {
    if (done.isEmpty()) {
      return images;
    }
    Set<Integer> doneIndices = new HashSet<>();
    for (Row row : matches(images, done.get()).collectAsList()) {
      doneIndices.add(row.getInt(0));
    }
    List<ListedImage> pending = new ArrayList<>();
    for (int index = 0; index < images.size(); index++) {
      if (!doneIndices.contains(index)) {
        pending.add(images.get(index));
      }
    }
    return pending;
  }

  private Dataset<Row> matches(List<ListedImage> images, Dataset<Row> rows) {
    List<Row> listedImages = new ArrayList<>();
    for (int index = 0; index < images.size(); index++) {
      ListedImage image = images.get(index);
      listedImages.add(
          RowFactory.create(
              index, image.fileName(), image.length(), Instant.ofEpochMilli(image.modified())));
    }
    Dataset<Row> listedRows = session.createDataset(listedImages, Encoders.row(COLUMNS));
    // The range of names lets the table skip files.
    List<UTF8String> names =
        images.stream().map(image -> UTF8String.fromString(image.fileName())).sorted().toList();
    Column inRange =
        col("image.file_name")
            .between(names.get(0).toString(), names.get(names.size() - 1).toString());
    return rows.filter(inRange)
        .join(
            broadcast(listedRows),
            col("image.file_name")
                .equalTo(col("listed_name"))
                .and(col("image.modified").equalTo(col("listed_modified")))
                .and(
                    col("listed_length")
                        .equalTo(lit(ListedImage.UNKNOWN_LENGTH))
                        .or(col("image.length").equalTo(col("listed_length")))))
        .select(col("index"));
  }
}
