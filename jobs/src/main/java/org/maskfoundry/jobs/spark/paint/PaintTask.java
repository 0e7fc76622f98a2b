package org.maskfoundry.jobs.spark.paint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.spark.GuardedImages;
import org.maskfoundry.jobs.spark.ImageFailure;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.UnreadableImageException;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.paint.PaintSettings;
import org.maskfoundry.paint.Painter;

/** What a Spark task does: the images of its rows one after the other, each painted into a file. */
public final class PaintTask implements FlatMapFunction<Iterator<Row>, PaintedImage> {

  private static final long serialVersionUID = 1;

  private final PainterFactory painters;
  private final PaintWork work;
  private final Map<String, ImageSettings> decodings;
  private final Storage storage;
  private final OutputFolder folder;
  private final WatchSettings watching;

  /**
   * A task.
   *
   * @param work names what a picture follows from
   * @param decodings how images were decoded when their rows were made, by run
   * @param folder takes the pictures
   * @param watching how images are watched
   */
  public PaintTask(
      PainterFactory painters,
      PaintWork work,
      Map<String, ImageSettings> decodings,
      Storage storage,
      OutputFolder folder,
      WatchSettings watching) {
    this.painters = painters;
    this.work = work;
    this.decodings = Map.copyOf(decodings);
    this.storage = storage;
    this.folder = folder;
    this.watching = watching;
  }

  @Override
  public Iterator<PaintedImage> call(Iterator<Row> rows) {
    ImageReader reader = new ImageReader(storage);
    TaskCompletionListener listener = ended -> reader.close();
    TaskContext.get().addTaskCompletionListener(listener);
    Easel easel = new Easel(reader, painters.painter(), painters.settings());
    GuardedImages guarded = GuardedImages.ofTask(watching);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public PaintedImage next() {
        ImageRow row = RowMapping.toImageRow(rows.next());
        return guarded.result(
            row.image().uri(),
            row.image().fileName(),
            () -> easel.picture(row),
            error -> PaintedImage.failed(row.image(), work.of(row), error));
      }
    };
  }

  /** What a task paints with. */
  private final class Easel {

    private final ImageReader reader;
    private final Painter painter;
    private final PaintSettings settings;

    Easel(ImageReader reader, Painter painter, PaintSettings settings) {
      this.reader = reader;
      this.painter = painter;
      this.settings = settings;
    }

    /** No image fails the task; only too little memory and a storage that fails do. */
    PaintedImage picture(ImageRow row) {
      try {
        return painted(row);
      } catch (DeviceMemoryException | UncheckedIOException notTheImages) {
        throw notTheImages;
      } catch (UnreadableImageException | ImageException | RuntimeException failure) {
        return PaintedImage.failed(
            row.image(), work.of(row), ImageFailure.of(row.image().fileName(), failure));
      }
    }

    private PaintedImage painted(ImageRow row) throws UnreadableImageException, ImageException {
      ImageReference image = row.image();
      String file = settings.format().fileName(image.fileName());
      if (!OutputFolder.holds(file)) {
        return PaintedImage.failed(
            image,
            work.of(row),
            new RowError(
                "unsafe_path",
                "%s: this path leads out of the output folder; rename the image in its source"
                    .formatted(image.fileName())));
      }
      ImageSettings decoding = decodings.get(row.provenance().runId());
      RgbImage raster = new ImageDecoder(decoding).decode(reader.read(image), image.fileName());
      List<RleMask> masks = row.annotations().stream().map(MaskAnnotation::mask).toList();
      RgbImage picture = painter.paint(raster, masks);
      try {
        folder.write(
            file, settings.format().encode(picture, image.fileName(), settings.jpegQuality()));
      } catch (IOException unwritten) {
        // Storage that fails is tried again by Spark, as for tables.
        throw new UncheckedIOException(
            "%s/%s cannot be written: %s".formatted(folder.name(), file, unwritten.getMessage()),
            unwritten);
      }
      return PaintedImage.of(image, work.of(row), masks.size(), file);
    }
  }
}
