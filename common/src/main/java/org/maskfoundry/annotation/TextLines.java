package org.maskfoundry.annotation;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of lines in UTF-8, with or without the mark that some editors put before the first. */
public final class TextLines {

  private static final int MARK = 0xFEFF;
  private static final int MOST_BYTES = 1 << 20;

  private TextLines() {}

  /** Opens a file behind its mark. */
  public static BufferedReader open(AnnotationFile file) throws IOException {
    return reader(file.open());
  }

  /** The lines of a short file, such as a list of class names; what is beyond a MiB is left out. */
  public static List<String> of(AnnotationFile file) throws IOException {
    try (InputStream stream = file.open()) {
      byte[] bytes = stream.readNBytes(MOST_BYTES);
      return reader(new ByteArrayInputStream(bytes)).lines().toList();
    }
  }

  private static BufferedReader reader(InputStream stream) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    reader.mark(1);
    if (reader.read() != MARK) {
      reader.reset();
    }
    return reader;
  }
}
