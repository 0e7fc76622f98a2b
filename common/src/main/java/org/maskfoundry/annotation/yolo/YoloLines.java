package org.maskfoundry.annotation.yolo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.TextLines;

/** The lines of a text file; none may be so long that it cannot be a label. */
final class YoloLines implements Closeable {

  private static final int LONGEST = 16 << 20;

  private final String name;
  private final BufferedReader reader;

  private YoloLines(String name, BufferedReader reader) {
    this.name = name;
    this.reader = reader;
  }

  static YoloLines open(AnnotationFile file) throws IOException {
    return new YoloLines(file.name(), TextLines.open(file));
  }

  /**
   * The next line, null at the end.
   *
   * @throws AnnotationFileException where it is longer than 16 million characters
   */
  String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int character = reader.read();
    if (character < 0) {
      return null;
    }
    while (character >= 0 && character != '\n') {
      if (line.length() == LONGEST) {
        throw new AnnotationFileException(
            "%s: a line of more than %d characters, expected YOLO labels".formatted(name, LONGEST));
      }
      line.append((char) character);
      character = reader.read();
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
