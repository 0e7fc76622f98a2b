package org.maskfoundry.jobs.spark.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;
import org.maskfoundry.config.Redaction;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.spark.GuardedImages;
import org.maskfoundry.jobs.spark.ImageFailure;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.LeasedSegmenter;
import org.maskfoundry.jobs.spark.SegmenterFactory;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.spark.UnreadableImageException;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.Sha256;

/** What a Spark task does: its images one after the other, each into a file of its embedding. */
public final class EmbeddingTask implements FlatMapFunction<Iterator<ListedImage>, EmbeddedImage> {

  private static final long serialVersionUID = 1;

  private final SegmenterFactory model;
  private final TaskSettings settings;
  private final EmbeddingType type;
  private final String work;
  private final Storage storage;
  private final OutputFolder folder;
  private final WatchSettings watching;

  /**
   * A task.
   *
   * @param work digest of model and settings that the embeddings follow from
   * @param folder takes the files
   * @param watching how images are watched
   */
  public EmbeddingTask(
      SegmenterFactory model,
      TaskSettings settings,
      EmbeddingType type,
      String work,
      Storage storage,
      OutputFolder folder,
      WatchSettings watching) {
    this.model = model;
    this.settings = settings;
    this.type = type;
    this.work = work;
    this.storage = storage;
    this.folder = folder;
    this.watching = watching;
  }

  @Override
  public Iterator<EmbeddedImage> call(Iterator<ListedImage> images) {
    ImageReader reader = new ImageReader(storage);
    LeasedSegmenter lease = model.lease();
    TaskCompletionListener listener =
        ended -> {
          reader.close();
          lease.close();
        };
    TaskContext.get().addTaskCompletionListener(listener);
    ImageDecoder decoder = new ImageDecoder(settings.image());
    GuardedImages guarded = GuardedImages.ofTask(watching);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return images.hasNext();
      }

      @Override
      public EmbeddedImage next() {
        ListedImage image = images.next();
        return guarded.result(
            Redaction.uri(image.uri()),
            image.fileName(),
            () -> tried(image, reader, decoder, lease),
            error -> EmbeddedImage.failed(image, work, error));
      }
    };
  }

  /** No image fails the task; only too little memory beside others and a storage that fails do. */
  private EmbeddedImage tried(
      ListedImage image, ImageReader reader, ImageDecoder decoder, LeasedSegmenter lease) {
    try {
      return embedded(image, reader.read(image), decoder, lease);
    } catch (DeviceMemoryException | UncheckedIOException notTheImages) {
      throw notTheImages;
    } catch (UnreadableImageException | ImageException | RuntimeException failure) {
      return EmbeddedImage.failed(image, work, ImageFailure.of(image.fileName(), failure));
    }
  }

  private EmbeddedImage embedded(
      ListedImage image, byte[] bytes, ImageDecoder decoder, LeasedSegmenter lease)
      throws ImageException {
    RgbImage picture = decoder.decode(bytes, image.fileName());
    long imageId = ImageIdentity.imageId(image.fileName(), Sha256.hex(bytes));
    String file = "embeddings/" + imageId + ".npy";
    try (ImageEmbedding embedding = lease.segmenter().encode(picture)) {
      folder.write(file, type.file(embedding.toArray(), embedding.shape()));
      return new EmbeddedImage(
          image.fileName(),
          image.uri(),
          image.length(),
          image.modified(),
          work,
          imageId,
          picture.width(),
          picture.height(),
          embedding.frame().resizedWidth(),
          embedding.frame().resizedHeight(),
          file,
          IntStream.of(embedding.shape()).boxed().toList(),
          null,
          null);
    } catch (IOException unwritten) {
      // Storage that fails is tried again by Spark, as for tables.
      throw new UncheckedIOException(
          "%s/%s cannot be written: %s".formatted(folder.name(), file, unwritten.getMessage()),
          unwritten);
    }
  }
}
