package org.maskfoundry.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A file of annotations, wherever it lies. */
public interface AnnotationFile {

  /** The path relative to the folder of annotations, with forward slashes. */
  String name();

  /** Opens the file from its beginning; may be called more than once. */
  InputStream open() throws IOException;

  /**
   * A file that stands near this one, such as a list of class names.
   *
   * @param relativePath from this file's folder, with forward slashes; may begin with {@code ../}
   * @return empty where there is none
   */
  Optional<AnnotationFile> sibling(String relativePath) throws IOException;

  /** The file's name without its folder. */
  default String fileName() {
    return name().substring(name().lastIndexOf('/') + 1);
  }

  /** The path without the extension. */
  default String stem() {
    int dot = name().lastIndexOf('.');
    return dot > name().lastIndexOf('/') + 1 ? name().substring(0, dot) : name();
  }
}
