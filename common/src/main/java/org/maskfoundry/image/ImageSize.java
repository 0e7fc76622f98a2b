package org.maskfoundry.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.bmp.BmpHeaderDirectory;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.webp.WebpDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * The size an image's header states, read without decoding a pixel.
 *
 * @param width columns
 * @param height rows, positive also where a file is stored bottom-up
 */
public record ImageSize(long width, long height) {

  /** The stated size, empty where the header has none. */
  static Optional<ImageSize> of(byte[] bytes, ImageFormat format) {
    Metadata metadata;
    try {
      metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes), bytes.length);
    } catch (ImageProcessingException | IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
    return switch (format) {
      case JPEG ->
          size(
              metadata,
              JpegDirectory.class,
              JpegDirectory.TAG_IMAGE_WIDTH,
              JpegDirectory.TAG_IMAGE_HEIGHT);
      case PNG ->
          size(
              metadata,
              PngDirectory.class,
              PngDirectory.TAG_IMAGE_WIDTH,
              PngDirectory.TAG_IMAGE_HEIGHT);
      case WEBP ->
          size(
              metadata,
              WebpDirectory.class,
              WebpDirectory.TAG_IMAGE_WIDTH,
              WebpDirectory.TAG_IMAGE_HEIGHT);
      case BMP ->
          size(
              metadata,
              BmpHeaderDirectory.class,
              BmpHeaderDirectory.TAG_IMAGE_WIDTH,
              BmpHeaderDirectory.TAG_IMAGE_HEIGHT);
      case TIFF ->
          size(
              metadata,
              ExifIFD0Directory.class,
              ExifIFD0Directory.TAG_IMAGE_WIDTH,
              ExifIFD0Directory.TAG_IMAGE_HEIGHT);
    };
  }

  private static Optional<ImageSize> size(
      Metadata metadata, Class<? extends Directory> kind, int widthTag, int heightTag) {
    for (Directory directory : metadata.getDirectoriesOfType(kind)) {
      Long width = directory.getLongObject(widthTag);
      Long height = directory.getLongObject(heightTag);
      if (width != null && height != null) {
        return Optional.of(new ImageSize(width, Math.abs(height)));
      }
    }
    return Optional.empty();
  }

  /** Whether the EXIF data asks to exchange width and height (orientations 5 to 8). */
  static boolean isTurned(byte[] bytes) {
    try {
      Metadata metadata =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes), bytes.length);
      for (ExifIFD0Directory exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer orientation = exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (orientation != null) {
          return orientation >= 5 && orientation <= 8;
        }
      }
      return false;
    } catch (ImageProcessingException | IOException | RuntimeException unreadable) {
      return false;
    }
  }

  /** Width and height exchanged. */
  ImageSize transposed() {
    long columns = height;
    long rows = width;
    return new ImageSize(columns, rows);
  }

  double megapixels() {
    return (double) width * height / 1e6;
  }
}
