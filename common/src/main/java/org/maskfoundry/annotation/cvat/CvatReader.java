package org.maskfoundry.annotation.cvat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotatedImageBuilder;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedImage;
import org.maskfoundry.annotation.StatedSize;

/**
 * Reads CVAT for images 1.1, image by image (<a
 * href="https://docs.cvat.ai/docs/manual/advanced/xml_format/">format</a>).
 */
public final class CvatReader implements AnnotationReader {

  /** A reader. */
  public CvatReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    XmlFile xml = XmlFile.open(file);
    try {
      if (!xml.advance() || !xml.element().equals("annotations")) {
        throw new AnnotationFileException(
            "%s: expected the element annotations of CVAT for images".formatted(file.name()));
      }
      return new Images(file.name(), xml);
    } catch (IOException failure) {
      xml.close();
      throw failure;
    }
  }

  /** Images one after the other. */
  private record Images(String file, XmlFile xml) implements AnnotationPieces {

    @Override
    public Optional<AnnotatedImage> next() throws IOException {
      while (xml.advance()) {
        if (xml.isEndOf("annotations")) {
          return Optional.empty();
        }
        if (xml.isStart()) {
          switch (xml.element()) {
            case "image" -> {
              return Optional.of(image());
            }
            case "track" ->
                throw new AnnotationFileException(
                    "%s has tracks of a video, expected images; export it as CVAT for images"
                        .formatted(file));
            default -> xml.skip();
          }
        }
      }
      return Optional.empty();
    }

    private AnnotatedImage image() throws IOException {
      Map<String, String> values = xml.attributes();
      String name = values.getOrDefault("name", "");
      AnnotatedImageBuilder image =
          new AnnotatedImageBuilder(
              StatedImage.named(
                  name.isEmpty() ? "image id %s of %s".formatted(values.get("id"), file) : name,
                  size(values)));
      while (xml.advance() && !xml.isEndOf("image")) {
        if (xml.isStart()) {
          CvatShape shape = shape();
          Optional<SkipReason> skipped = shape.skipped();
          if (skipped.isPresent()) {
            image.skip(skipped.get());
          } else {
            image.add(shape.id(), shape::annotation);
          }
        }
      }
      return image.build();
    }

    private CvatShape shape() throws IOException {
      String element = xml.element();
      Map<String, String> values = xml.attributes();
      Map<String, String> said = new TreeMap<>();
      while (xml.advance() && !xml.isEndOf(element)) {
        if (xml.isStart() && xml.element().equals("attribute")) {
          String attribute = xml.attributes().getOrDefault("name", "");
          String text = xml.text();
          if (!attribute.isEmpty() && !text.isEmpty()) {
            said.put(attribute, text);
          }
        } else if (xml.isStart()) {
          xml.skip();
        }
      }
      return new CvatShape(element, values, said);
    }

    /** Null where the file does not state a size that an image can have. */
    private static StatedSize size(Map<String, String> values) {
      try {
        int width = Integer.parseInt(values.getOrDefault("width", ""));
        int height = Integer.parseInt(values.getOrDefault("height", ""));
        return width > 0 && height > 0 ? new StatedSize(width, height) : null;
      } catch (NumberFormatException none) {
        return null;
      }
    }

    @Override
    public void close() throws IOException {
      xml.close();
    }
  }
}
