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
   * itself: reading it says what is wrong.
   */
  static Stream<ListedImage> list(SourceFile file, Storage storage) {
    List<ListedImage> images = new ArrayList<>();
    try (ImageContainer container = open(file.uri(), storage)) {
      container.list(file, images);
    } catch (IOException damaged) {
      images.add(file.image());
    }
    return images.stream();
  }

  /**
   * Adds the images to a list, as far as they can be found.
   *
   * @param file this container
   */
  void list(SourceFile file, List<ListedImage> images) throws IOException;

  /** Whether {@link #read} can give that place, having gone past others. */
  boolean canRead(ContainerPlace place);

  /** The bytes of an image. */
  byte[] read(ContainerPlace place) throws IOException;
}
