package org.maskfoundry.jobs.spark;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.jobs.spark.UnreadableImageException.Reason;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.model.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the bytes of images by the URIs that rows name, inside tars and Parquet files as well. A
 * container stays open until another is asked for, so that images asked for in the order of their
 * listing are read in one go. For one thread.
 */
public final class ImageReader implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ImageReader.class);

  private final Storage storage;
  private ImageContainer container;
  private String containerUri;

  /** A reader of local files and of the file systems that {@code hadoop} names. */
  public ImageReader(Configuration hadoop) {
    this(new Storage(hadoop));
  }

  /** A reader of what {@code storage} opens. */
  public ImageReader(Storage storage) {
    this.storage = storage;
  }

  /**
   * The bytes of an image.
   *
   * @param uri as {@link org.maskfoundry.dataset.ImageReference#uri} has it
   * @throws UnreadableImageException with the reason, where they cannot be read
   */
  public byte[] read(String uri) throws UnreadableImageException {
    return read(uri, OptionalLong.empty());
  }

  /**
   * The bytes of a row's image, which are the ones the row was made of.
   *
   * @throws UnreadableImageException with the reason, where they cannot be read or have changed
   */
  public byte[] read(ImageReference image) throws UnreadableImageException {
    byte[] bytes = read(image.uri());
    if (!image.sha256().isEmpty() && !image.sha256().equals(Sha256.hex(bytes))) {
      throw new UnreadableImageException(
          Reason.CHANGED,
          "%s: has changed since its masks were made; make them anew".formatted(image.uri()));
    }
    return bytes;
  }

  /**
   * The bytes of a listed image.
   *
   * @throws UnreadableImageException with the reason, where they cannot be read
   */
  public byte[] read(ListedImage image) throws UnreadableImageException {
    return read(
        image.uri(),
        image.length() == ListedImage.UNKNOWN_LENGTH
            ? OptionalLong.empty()
            : OptionalLong.of(image.length()));
  }

  private byte[] read(String uri, OptionalLong length) throws UnreadableImageException {
    try {
      return PatientReading.of(() -> readOnce(uri, length));
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UnreadableImageException(
          Reason.NOT_FOUND,
          uri + ": no such file, or a link that leads nowhere; restore or remove it",
          e);
    } catch (AccessDeniedException | AccessControlException e) {
      throw new UnreadableImageException(
          Reason.NO_PERMISSION, uri + ": no permission to read it; grant it", e);
    } catch (DamagedContainerException | EOFException e) {
      throw new UnreadableImageException(
          Reason.BROKEN_CONTAINER,
          "%s: the file that holds images is damaged: %s; copy or make it again"
              .formatted(uri, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UnreadableImageException(
          Reason.UNREADABLE,
          "%s: cannot be read (%s); check the storage and run again with --retry-errors"
              .formatted(uri, e),
          e);
    }
  }

  private byte[] readOnce(String uri, OptionalLong length)
      throws IOException, UnreadableImageException {
    int hash = uri.indexOf('#');
    String file = hash < 0 ? uri : uri.substring(0, hash);
    Optional<ContainerPlace> place =
        hash < 0 ? Optional.empty() : ContainerPlace.parse(uri.substring(hash + 1));
    if (place.isPresent()) {
      return readInside(file, place.get());
    }
    return switch (FileKind.of(file)) {
      case IMAGE, OTHER -> storage.read(file, length);
      case TAR, PARQUET -> {
        ImageContainer.listOnce(new SourceFile("", file, 0, 0, false), storage, new ArrayList<>());
        throw UnreadableImageException.listedByNow(file);
      }
    };
  }

  private byte[] readInside(String file, ContainerPlace place) throws IOException {
    try {
      return container(file, place).read(place);
    } catch (IOException e) {
      if (!PatientReading.isOfTheFile(e)) {
        closeContainer();
      }
      throw e;
    }
  }

  private ImageContainer container(String file, ContainerPlace place) throws IOException {
    if (container == null || !file.equals(containerUri) || !container.canRead(place)) {
      closeContainer();
      container = ImageContainer.open(file, storage);
      containerUri = file;
    }
    return container;
  }

  private void closeContainer() {
    if (container != null) {
      try {
        container.close();
      } catch (IOException e) {
        LOG.debug("{} could not be closed", containerUri, e);
      }
      container = null;
    }
  }

  @Override
  public void close() {
    closeContainer();
  }
}
