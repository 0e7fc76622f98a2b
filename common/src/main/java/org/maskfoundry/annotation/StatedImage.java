package org.maskfoundry.annotation;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * An image as an annotation file names it.
 *
 * @param names file names, relative paths or URLs of it, the surest first
 * @param stems the same without an extension, for formats that leave it out
 * @param size the stated size, null where the file has none
 */
public record StatedImage(List<String> names, List<String> stems, StatedSize size)
    implements Serializable {

  /** Copies the lists. */
  public StatedImage {
    names = List.copyOf(names);
    stems = List.copyOf(stems);
    if (names.isEmpty() && stems.isEmpty()) {
      throw new IllegalArgumentException("An image that an annotation file states has a name");
    }
  }

  /** An image by its file name, path or URL, of unstated size. */
  public static StatedImage named(String name) {
    return new StatedImage(List.of(name), List.of(), null);
  }

  /** An image by its file name, path or URL and its size. */
  public static StatedImage named(String name, StatedSize size) {
    return new StatedImage(List.of(name), List.of(), size);
  }

  /** The size, empty where the file has none. */
  public Optional<StatedSize> statedSize() {
    return Optional.ofNullable(size);
  }

  /** The surest name, for messages. */
  public String name() {
    return names.isEmpty() ? stems.get(0) : names.get(0);
  }
}
