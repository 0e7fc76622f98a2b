package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.maskfoundry.jobs.spark.RowOrigin;
import org.maskfoundry.jobs.spark.SourceFile;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.table.AnnotationSchema;
import scala.Function1;
import scala.Tuple2;

/**
 * Turns files of annotations into rows, wave by wave. Files are read once: their pieces go to disk
 * in a shuffle, image by image, and each wave takes some of its partitions. Waves without a changed
 * image are passed over.
 */
public final class IngestWaves implements Iterator<Dataset<Row>> {

  private final SparkSession session;
  private final JavaRDD<Tuple2<PieceKey, ImagePiece>> pieces;
  private final AnnotatedRows task;
  private final int partitionsAtOnce;
  private int partition;
  private JavaRDD<Row> current;
  private boolean hasCurrent;

  private IngestWaves(
      SparkSession session,
      JavaRDD<Tuple2<PieceKey, ImagePiece>> pieces,
      AnnotatedRows task,
      int partitionsAtOnce) {
    this.session = session;
    this.pieces = pieces;
    this.task = task;
    this.partitionsAtOnce = partitionsAtOnce;
  }

  /** What the tasks of a run have in common. */
  public record Work(
      RowOrigin origin,
      TaskSettings settings,
      ImageChecks checks,
      FileReading reading,
      FileReports reports) {}

  /**
   * The waves of a run; nothing is read yet.
   *
   * @param files the annotation files, in the order in which they count
   * @param known rows that are there already
   * @param partitions how many the pieces are parted into
   * @param partitionsAtOnce how many of them make a wave
   */
  public static IngestWaves of(
      SparkSession session,
      Work work,
      List<SourceFile> files,
      ImageNames names,
      Dataset<Row> known,
      int partitions,
      int partitionsAtOnce) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Broadcast<ImageNames> shared = spark.broadcast(names);
    List<NumberedFile> numbered =
        IntStream.range(0, files.size())
            .mapToObj(number -> new NumberedFile(number, files.get(number)))
            .toList();
    int tasks = Math.max(1, Math.min(files.size(), partitions));
    JavaPairRDD<PieceKey, ImagePiece> said =
        spark
            .parallelize(numbered, tasks)
            .mapPartitionsToPair(new FilePieces(work.reading(), shared, work.reports())::call);
    JavaPairRDD<PieceKey, ImagePiece> all =
        said.union(known.toJavaRDD().mapToPair(IngestWaves::known));
    JavaRDD<Tuple2<PieceKey, ImagePiece>> sorted =
        all.repartitionAndSortWithinPartitions(
                new ImagePartitioner(partitions),
                (Comparator<PieceKey> & Serializable) PieceKey::compareTo)
            .map(piece -> piece);
    Storage storage = new Storage(spark.hadoopConfiguration());
    return new IngestWaves(
        session,
        sorted,
        new AnnotatedRows(work.origin(), work.settings(), work.checks(), storage),
        partitionsAtOnce);
  }

  private static Tuple2<PieceKey, ImagePiece> known(Row row) {
    String image = row.getStruct(row.fieldIndex("image")).getAs("file_name");
    return new Tuple2<>(new PieceKey(image, PieceKey.KNOWN, 0), new ImagePiece.Known(row));
  }

  /** How many waves there are at most. */
  public int most() {
    return (pieces.getNumPartitions() + partitionsAtOnce - 1) / partitionsAtOnce;
  }

  @Override
  public boolean hasNext() {
    while (!hasCurrent && partition < pieces.getNumPartitions()) {
      int from = partition;
      partition = Math.min(from + partitionsAtOnce, pieces.getNumPartitions());
      if (current != null) {
        current.unpersist();
      }
      // Rows that were made to see whether there are any are not made again to be written.
      current = some(from, partition).mapPartitions(task).persist(StorageLevel.DISK_ONLY());
      hasCurrent = !current.isEmpty();
    }
    if (!hasCurrent && current != null) {
      current.unpersist();
      current = null;
    }
    return hasCurrent;
  }

  private JavaRDD<Tuple2<PieceKey, ImagePiece>> some(int from, int to) {
    Function1<Object, Object> wanted =
        (Function1<Object, Object> & Serializable)
            index -> (Integer) index >= from && (Integer) index < to;
    return PartitionPruningRDD.create(pieces.rdd(), wanted).toJavaRDD();
  }

  /**
   * The rows of the next wave that has any; they are forgotten when the one after it is asked for.
   */
  @Override
  public Dataset<Row> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    hasCurrent = false;
    return session.createDataFrame(current, AnnotationSchema.ROW);
  }
}
