package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that appear whole or not at all. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Writes a file beside its place and then renames it, so that no reader ever sees half of it and
   * a file of that name stays as it was until the new one is complete. Folders on the way are made.
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path place = file.toAbsolutePath();
    Files.createDirectories(place.getParent());
    Path unfinished = place.resolveSibling(".maskfoundry-" + UUID.randomUUID() + ".part");
    try {
      Files.write(unfinished, content, StandardOpenOption.CREATE_NEW);
      rename(unfinished, place);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void rename(Path unfinished, Path place) throws IOException {
    try {
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
