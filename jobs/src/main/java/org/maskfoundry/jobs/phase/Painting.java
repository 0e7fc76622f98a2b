package org.maskfoundry.jobs.phase;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.spark.DecodingOfRuns;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.spark.WaveSettings;
import org.maskfoundry.jobs.spark.isolation.LocalWork;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.spark.output.Manifest;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.spark.paint.PaintTask;
import org.maskfoundry.jobs.spark.paint.PaintWork;
import org.maskfoundry.jobs.spark.paint.PaintedImage;
import org.maskfoundry.jobs.spark.paint.PainterFactory;
import org.maskfoundry.jobs.table.DatasetException;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.model.Sha256;
import org.maskfoundry.paint.PaintSettings;

/**
 * Goes before the annotators of the second phase: the masks of a dataset are painted into copies of
 * their images, so that people see what is still missing (Segment Anything, section 4).
 */
public final class Painting {

  private static final int TASKS_PER_CORE = 4;

  private static final StructType WANTED =
      new StructType()
          .add("wanted_name", DataTypes.StringType)
          .add("wanted_run", DataTypes.StringType);

  private final JavaSparkContext spark;
  private final DatasetReader reader;
  private final PaintingWork work;
  private final DecodingOfRuns decodings;
  private final PainterFactory painters;
  private final PaintWork names;
  private final OutputFolder folder;
  private final StopRequest stop;

  /**
   * The painting of one piece of work; nothing is read or written yet.
   *
   * @param model an inpainting model in ONNX, in place of a style
   * @throws org.maskfoundry.jobs.table.DatasetException where there is no dataset
   */
  public Painting(
      SparkSession session, PaintingWork work, Optional<byte[]> model, StopRequest stop) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.work = work;
    this.stop = stop;
    this.reader = DatasetReader.open(session, work.dataset());
    this.decodings = new DecodingOfRuns(reader);
    this.painters =
        PainterFactory.of(TaskSettings.of(work.settings()), model, session.sparkContext());
    this.names =
        new PaintWork(
            Sha256.hex(PaintSettings.from(work.settings()) + "\0" + painters.modelDigest()));
    this.folder = OutputFolder.of(work.output(), spark.hadoopConfiguration());
  }

  /** A row to paint, as it is listed. */
  private record Listed(String fileName, long imageId, String runId) {}

  /** Paints what is missing. */
  public FileReport run(FileReport.Observer observer) throws IOException {
    LocalWork memory = LocalWork.begin(spark.sc(), folder.name());
    try {
      return waves(observer);
    } finally {
      memory.end();
    }
  }

  private FileReport waves(FileReport.Observer observer) throws IOException {
    Manifest<PaintedImage> manifest = Manifest.open(folder, PaintedImage.class);
    JobSettings settings = JobSettings.from(work.settings());
    WaveSize first = WaveSize.first(WaveSettings.from(work.settings()), spark.defaultParallelism());
    return new FileWaves<Listed, PaintedImage>(manifest, WavePace.of(first), stop)
        .run(
            listing(),
            new FileWaves.Work<>() {
              @Override
              public boolean isDone(Listed row) {
                return manifest
                    .line(row.fileName())
                    .filter(line -> line.isFinal(work.retryErrors()))
                    .filter(line -> line.work().equals(names.of(row.imageId(), row.runId())))
                    .isPresent();
              }

              @Override
              public List<PaintedImage> make(List<Listed> wave) {
                return paint(wave, settings);
              }
            },
            observer);
  }

  private Iterator<Listed> listing() {
    Iterator<Row> rows =
        reader
            .newestRows(work.rows())
            .filter(col("error").isNull())
            .select(col("image.file_name"), col("image.image_id"), col("provenance.run_id"))
            .orderBy(col("file_name"), col("image_id"))
            .toLocalIterator();
    return new Iterator<>() {
      private String last = "";

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Listed next() {
        Row row = rows.next();
        String name = row.getString(0);
        if (name.equals(last)) {
          throw new DatasetException(
              "%s: two images of the dataset have this path, from different sources, and would be one picture; paint the rows of one run with --run, each into a folder of its own"
                  .formatted(name));
        }
        last = name;
        return new Listed(name, row.getLong(1), row.getString(2));
      }
    };
  }

  private List<PaintedImage> paint(List<Listed> wave, JobSettings settings) {
    Map<String, ImageSettings> byRun = new HashMap<>();
    wave.forEach(row -> byRun.computeIfAbsent(row.runId(), decodings::ofRun));
    PaintTask task =
        new PaintTask(
            painters,
            names,
            byRun,
            new Storage(spark.hadoopConfiguration()),
            folder,
            WatchSettings.from(work.settings()));
    int partitions =
        Math.min(
            wave.size(), settings.partitions().orElse(TASKS_PER_CORE * spark.defaultParallelism()));
    return rows(wave).repartition(partitions).toJavaRDD().mapPartitions(task).collect();
  }

  /** The rows of a wave; the range of names lets the table skip files. */
  private Dataset<Row> rows(List<Listed> wave) {
    Dataset<Row> all = reader.rows(work.rows());
    List<Row> wanted =
        wave.stream().map(row -> RowFactory.create(row.fileName(), row.runId())).toList();
    Dataset<Row> keys = all.sparkSession().createDataset(wanted, Encoders.row(WANTED));
    return all.filter(
            col("image.file_name")
                .between(wave.get(0).fileName(), wave.get(wave.size() - 1).fileName()))
        .join(
            broadcast(keys),
            col("image.file_name")
                .equalTo(col("wanted_name"))
                .and(col("provenance.run_id").equalTo(col("wanted_run"))),
            "left_semi");
  }
}
