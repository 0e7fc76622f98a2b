package org.maskfoundry.jobs.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.maskfoundry.jobs.table.ListedImage;

/** An open file that holds many images. */
interface ImageContainer extends Closeable {

  /**
   * Opens a tar or Parquet file, told by its extension.
   *
   * @throws DamagedContainerException where it is none
   */
  static ImageContainer open(String uri, Storage storage) throws IOException {
    return switch (FileKind.of(uri)) {
      case TAR -> new TarShard(storage.open(uri));
      case PARQUET -> ParquetImages.open(storage.open(uri));
      case IMAGE, OTHER ->
          throw new DamagedContainerException("expected a .tar or .parquet file at " + uri);
    };
  }

  /**
   * The images of a container, each once. One that is damaged is listed up to the damage, and then
   * itself, and so is one that may not be read: reading it says what is wrong.
   *
   * @throws SourceException where the storage fails, also when asked again
   */
  static Stream<ListedImage> list(SourceFile file, Storage storage) throws SourceException {
    List<ListedImage> images = new ArrayList<>();
    try {
      PatientReading.of(() -> listOnce(file, storage, images));
    } catch (IOException failure) {
      if (!PatientReading.isOfTheFile(failure)) {
        // A row would say that all its images failed: a run that ends is tried again.
        throw new SourceException(
            "%s: cannot be listed (%s); check the storage and run again"
                .formatted(file.uri(), failure),
            failure);
      }
      images.add(file.image());
    }
    return images.stream();
  }

  /**
   * Opens a container and lists its images.
   *
   * @param images takes them, and loses what it held
   * @return the same list
   */
  static List<ListedImage> listOnce(SourceFile file, Storage storage, List<ListedImage> images)
      throws IOException {
    images.clear();
    try (ImageContainer container = open(file.uri(), storage)) {
      container.list(file, images);
    }
    return images;
  }

  /**
   * Adds the images to a list, as far as they can be found.
   *
   * @param file this container
   * @throws DamagedContainerException where it is damaged; other failures are the storage's
   */
  void list(SourceFile file, List<ListedImage> images) throws IOException;

  /** Whether {@link #read} can give that place, having gone past others. */
  boolean canRead(ContainerPlace place);

  /** The bytes of an image. */
  byte[] read(ContainerPlace place) throws IOException;
}
