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

  /**
   * The file on disk, for those that are mapped.
   *
   * @throws ModelException where it lies on no disk
   */
  Path path(String name);

  /** The files of a folder. */
  static ModelFiles of(Path folder) {
    return new ModelFiles() {
      @Override
      public byte[] read(String name) {
        try {
          return Files.readAllBytes(path(name));
        } catch (IOException unreadable) {
          throw new ModelException(
              "%s: cannot be read (%s); import the model again with import-model"
                  .formatted(path(name), unreadable.getMessage()),
              unreadable);
        }
      }

      @Override
      public Path path(String name) {
        return folder.resolve(name);
      }
    };
  }

  /** The files beside this class, in a folder of that name. */
  static ModelFiles embedded(String folder) {
    return new ModelFiles() {
      @Override
      public byte[] read(String name) {
        try (InputStream stream = ModelFiles.class.getResourceAsStream(folder + "/" + name)) {
          return stream.readAllBytes();
        } catch (IOException broken) {
          throw new UncheckedIOException(broken);
        }
      }

      @Override
      public Path path(String name) {
        throw new ModelException("The embedded model has no file " + name);
      }
    };
  }
}
