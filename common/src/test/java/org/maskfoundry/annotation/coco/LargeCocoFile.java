package org.maskfoundry.annotation.coco;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationPieces;

/**
 * Reads a COCO file of any size that is made up while it is read, and says what it found. A process
 * of its own with a small heap: {@code LargeCocoFile BYTES}.
 */
public final class LargeCocoFile {

  private static final int MASKS_PER_IMAGE = 12;

  private LargeCocoFile() {}

  public static void main(String[] arguments) throws IOException {
    long annotations = 0;
    long images = 0;
    long started = System.nanoTime();
    try (AnnotationPieces pieces = new CocoReader().open(new MadeUp(count(arguments[0])))) {
      for (Optional<AnnotatedImage> piece = pieces.next();
          piece.isPresent();
          piece = pieces.next()) {
        annotations += piece.get().annotations().size();
        images += piece.get().annotations().isEmpty() ? 1 : 0;
      }
    }
    System.out.printf(
        "%d images, %d annotations, %.1f s, heap %d MB%n",
        images,
        annotations,
        (System.nanoTime() - started) / 1e9,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /** How many images make a file of about so many bytes. */
  private static int count(String bytes) {
    double perImage = image(1).length() + MASKS_PER_IMAGE * (double) annotation(1, 1).length();
    return (int) (Double.parseDouble(bytes) / perImage);
  }

  private static String image(int id) {
    return "{\"id\":%d,\"file_name\":\"folder/%012d.jpg\",\"width\":640,\"height\":480},"
        .formatted(id, id);
  }

  private static String annotation(int image, int number) {
    StringBuilder ring = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      ring.append(100 + (i * 7 + number) % 200).append(".25,");
    }
    return "{\"id\":%d,\"image_id\":%d,\"category_id\":1,\"iscrowd\":0,\"segmentation\":[[%s1.0,1.0]]},"
        .formatted(image * 100L + number, image, ring);
  }

  private record MadeUp(int images) implements AnnotationFile {

    @Override
    public String name() {
      return "made-up.json";
    }

    @Override
    public InputStream open() {
      Iterator<String> parts =
          new Iterator<>() {
            private long next = -1;

            @Override
            public boolean hasNext() {
              return next <= (long) images * (MASKS_PER_IMAGE + 1) + 1;
            }

            @Override
            public String next() {
              if (!hasNext()) {
                throw new NoSuchElementException();
              }
              long part = next++;
              if (part < 0) {
                return "{\"images\":[";
              }
              if (part < images) {
                String image = image((int) part);
                return part == images - 1 ? image.substring(0, image.length() - 1) : image;
              }
              if (part == images) {
                return "],\"annotations\":[";
              }
              long mask = part - images - 1;
              if (mask < (long) images * MASKS_PER_IMAGE) {
                String text =
                    annotation((int) (mask / MASKS_PER_IMAGE), (int) (mask % MASKS_PER_IMAGE));
                return mask == (long) images * MASKS_PER_IMAGE - 1
                    ? text.substring(0, text.length() - 1)
                    : text;
              }
              return "],\"categories\":[{\"id\":1,\"name\":\"thing\"}]}";
            }
          };
      return new TextStream(parts);
    }

    @Override
    public Optional<AnnotationFile> sibling(String relativePath) {
      return Optional.empty();
    }
  }

  /** Texts one after the other as bytes. */
  private static final class TextStream extends InputStream {

    private final Iterator<String> parts;
    private byte[] current = new byte[0];
    private int position;

    TextStream(Iterator<String> parts) {
      this.parts = parts;
    }

    @Override
    public int read() {
      return fill() ? current[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (!fill()) {
        return -1;
      }
      int taken = Math.min(length, current.length - position);
      System.arraycopy(current, position, bytes, offset, taken);
      position += taken;
      return taken;
    }

    private boolean fill() {
      while (position == current.length) {
        if (!parts.hasNext()) {
          return false;
        }
        current = parts.next().getBytes(StandardCharsets.US_ASCII);
        position = 0;
      }
      return true;
    }
  }
}
