package org.maskfoundry.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a bundle's files lie. */
interface ModelFiles {

  /** The whole file. */
  byte[] read(String name);

  /** The files of a folder. */
  static ModelFiles of(Path folder) {
    return name -> {
      try {
        return Files.readAllBytes(folder.resolve(name));
      } catch (IOException unreadable) {
        throw new ModelException(
            "%s: cannot be read (%s); import the model again with import-model"
                .formatted(folder.resolve(name), unreadable.getMessage()),
            unreadable);
      }
    };
  }

  /** The files beside this class, in a folder of that name. */
  static ModelFiles embedded(String folder) {
    return name -> {
      try (InputStream stream = ModelFiles.class.getResourceAsStream(folder + "/" + name)) {
        return stream.readAllBytes();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    };
  }
}
