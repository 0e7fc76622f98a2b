package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.detect.DetectorConf;
import org.maskfoundry.export.NpyFile;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.SegmenterFactory;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddedImage;
import org.maskfoundry.jobs.spark.embed.EmbeddingTask;
import org.maskfoundry.jobs.spark.embed.EmbeddingType;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.spark.output.Manifest;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.spark.train.BoxedImages;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.Sha256;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.training.HeadTraining;
import org.maskfoundry.training.HeldOutSplit;
import org.maskfoundry.training.TrainedHead;
import org.maskfoundry.training.TrainingImage;
import org.maskfoundry.training.TrainingRound;
import org.maskfoundry.training.TrainingSettings;

/**
 * Prepares the second phase: a detector of one generic class, object, is trained on the boxes of
 * the masks people made (Segment Anything, section 4). The executors compute the embeddings of the
 * annotated images; the driver trains a head over them and writes it with its figures.
 */
public final class DetectorTraining {

  /** Embeddings stay here, so that a rerun trains at once. */
  private static final String EMBEDDINGS = "training";

  private static final double[] CURVE = {0.125, 0.25, 0.5};

  private final SparkSession session;
  private final TrainingWork work;
  private final Observer observer;
  private final StopRequest stop;
  private final OutputFolder output;

  /** The training for one piece of work; nothing is read or written yet. */
  public DetectorTraining(
      SparkSession session, TrainingWork work, Observer observer, StopRequest stop) {
    this.session = session;
    this.work = work;
    this.observer = observer;
    this.stop = stop;
    this.output = OutputFolder.of(work.output(), session.sparkContext().hadoopConfiguration());
  }

  /** Hears how the training comes along. */
  public interface Observer {
    /** It is known what there is to learn from. */
    void listed(long images, long boxes);

    /** A wave of images is embedded. */
    void embedded(long images, long failed);

    /** A round has ended of a training on so many images. */
    void roundEnded(int images, TrainingRound round);
  }

  /**
   * What came of it.
   *
   * @param outcome published, stopped on request, or given up as too many images failed
   * @param conf what is written about the detector; empty where none was published
   * @param images images that could be embedded
   * @param boxes objects in them
   * @param failed images that could not be embedded this time, by code
   */
  public record Report(
      RunOutcome outcome,
      Optional<DetectorConf> conf,
      long images,
      long boxes,
      Map<String, Long> failed) {

    private static Report without(
        RunOutcome outcome, List<TrainingImage> images, FileReport embedded) {
      return new Report(outcome, Optional.empty(), images.size(), boxes(images), embedded.errors());
    }

    private static long boxes(List<TrainingImage> images) {
      return images.stream().mapToLong(image -> image.boxes().size()).sum();
    }
  }

  /**
   * Trains and writes.
   *
   * @throws ModelException where there are too few images to learn from
   */
  public Report run() throws IOException {
    BoxedImages boxed =
        BoxedImages.of(DatasetReader.open(session, work.dataset()).newestRows(work.rows()));
    observer.listed(boxed.images().size(), boxed.boxes());
    OutputFolder folder = output.folder(EMBEDDINGS);
    Manifest<EmbeddedImage> manifest = Manifest.open(folder, EmbeddedImage.class);
    FileReport embedded = embed(boxed, manifest, folder);
    if (embedded.stopped()) {
      return Report.without(RunOutcome.STOPPED, List.of(), embedded);
    }
    List<TrainingImage> images = trainingImages(boxed, manifest, folder);
    if (isOverBudget(images.size(), boxed.images().size())) {
      return Report.without(RunOutcome.ERROR_BUDGET_EXCEEDED, images, embedded);
    }
    TrainingSettings settings = TrainingSettings.from(work.settings());
    if (images.size() < 2) {
      throw new ModelException(
          "%s: %d images with masks could be embedded, expected two at least to train a detector; ingest annotations first, or name another phase with --phase"
              .formatted(work.dataset(), images.size()));
    }
    HeldOutSplit split = HeldOutSplit.of(images, settings.heldOutShare(), settings.seed());
    HeadArchitecture head = architecture(shapeOf(boxed, manifest), settings);
    TrainedHead trained;
    DetectorConf conf;
    try {
      TrainingRecord record = new TrainingRecord(work, boxed.digest());
      if (work.withCurve()) {
        for (double share : CURVE) {
          HeldOutSplit part = split.part(share);
          record.addPart(part, train(part, head, settings));
        }
      }
      trained = train(split, head, settings);
      conf = record.conf(split, trained);
    } catch (StoppedException stopped) {
      return Report.without(RunOutcome.STOPPED, images, embedded);
    }
    output.write(DetectorConf.GRAPH, trained.graph());
    output.write(DetectorConf.FILE_NAME, conf.render().getBytes(StandardCharsets.UTF_8));
    return new Report(
        RunOutcome.PUBLISHED,
        Optional.of(conf),
        images.size(),
        Report.boxes(images),
        embedded.errors());
  }

  /** Those that were given up before count as well. */
  private boolean isOverBudget(int embedded, int listed) {
    return listed - embedded > JobSettings.from(work.settings()).errorBudget() * listed;
  }

  private FileReport embed(BoxedImages boxed, Manifest<EmbeddedImage> manifest, OutputFolder folder)
      throws IOException {
    TaskSettings tasks = TaskSettings.of(work.settings());
    String digest = Sha256.hex(work.bundle().digest() + "\0" + tasks.image());
    EmbeddingTask task =
        new EmbeddingTask(
            new SegmenterFactory(work.bundle(), tasks, session.sparkContext()),
            tasks,
            EmbeddingType.FLOAT16,
            digest,
            new Storage(session.sparkContext().hadoopConfiguration()),
            folder,
            WatchSettings.from(work.settings()));
    return new Embedding(
            session,
            () -> boxed.images().stream().map(image -> ListedImage.of(image.image())).iterator(),
            manifest,
            work.settings(),
            task,
            digest,
            work.retryErrors(),
            stop)
        .run(observer::embedded);
  }

  /** Images that were embedded as they were annotated; those that changed since have other ids. */
  private List<TrainingImage> trainingImages(
      BoxedImages boxed, Manifest<EmbeddedImage> manifest, OutputFolder folder) {
    Map<Long, EmbeddedImage> byId = new LinkedHashMap<>();
    manifest.images().stream()
        .filter(image -> !image.hasFailed())
        .forEach(image -> byId.put(image.imageId(), image));
    return boxed.images().stream()
        .filter(image -> byId.containsKey(image.image().imageId()))
        .peek(image -> checkSameRaster(image.image(), byId.get(image.image().imageId())))
        .map(
            image ->
                new TrainingImage(
                    Long.toString(image.image().imageId()),
                    () -> values(byId.get(image.image().imageId()), folder),
                    image.boxesIn(work.bundle().conf().imageSize())))
        .toList();
  }

  /** Boxes lie in the raster of the run that made them, which may have turned the image. */
  private static void checkSameRaster(ImageReference image, EmbeddedImage embedded) {
    if (image.width() != embedded.width() || image.height() != embedded.height()) {
      throw new ModelException(
          "%s: annotated as %d x %d pixels and now read as %d x %d; train with the exif_orientation that the annotations were ingested with (--set exif_orientation=apply or ignore)"
              .formatted(
                  image.fileName(),
                  image.width(),
                  image.height(),
                  embedded.width(),
                  embedded.height()));
    }
  }

  private static float[] values(EmbeddedImage image, OutputFolder folder) throws IOException {
    byte[] file =
        folder
            .read(image.file())
            .orElseThrow(
                () ->
                    new IOException(
                        "%s/%s: is gone; remove %s and train again"
                            .formatted(folder.name(), image.file(), folder.name())));
    return NpyFile.readFloat16(file, shape(image));
  }

  private static int[] shape(EmbeddedImage image) {
    return image.shape().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The folder may have embeddings of other images, which another model made. */
  private static int[] shapeOf(BoxedImages boxed, Manifest<EmbeddedImage> manifest) {
    return boxed.images().stream()
        .flatMap(image -> manifest.line(image.image().fileName()).stream())
        .filter(image -> !image.hasFailed())
        .findFirst()
        .map(DetectorTraining::shape)
        .orElseThrow();
  }

  private HeadArchitecture architecture(int[] shape, TrainingSettings settings) {
    try {
      return new HeadArchitecture(
          shape[0], shape[1], work.bundle().conf().imageSize(), settings.headWidth());
    } catch (IllegalArgumentException unsuitable) {
      throw new ModelException(
          "%s: its embeddings are no ground for a detector. %s"
              .formatted(work.bundle().name(), unsuitable.getMessage()),
          unsuitable);
    }
  }

  private TrainedHead train(HeldOutSplit split, HeadArchitecture head, TrainingSettings settings)
      throws IOException {
    return new HeadTraining(head, settings, round -> roundEnded(split.learned().size(), round))
        .train(split);
  }

  private void roundEnded(int images, TrainingRound round) {
    observer.roundEnded(images, round);
    if (stop.isMade()) {
      throw new StoppedException();
    }
  }

  /** The training was asked to stop; half a training is none. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
