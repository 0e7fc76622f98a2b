package org.maskfoundry.annotation.labelstudio;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.json.JsonFile;

/**
 * Reads Label Studio's JSON export, a list of tasks or a single one, task by task (<a
 * href="https://labelstud.io/guide/export">format</a>).
 */
public final class LabelStudioReader implements AnnotationReader {

  /** A reader. */
  public LabelStudioReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    JsonFile json = JsonFile.open(file);
    try {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
        throw json.expected("a list of tasks, or one task");
      }
      return new Tasks(file.name(), json, first == JsonToken.START_OBJECT);
    } catch (IOException failure) {
      json.close();
      throw failure;
    }
  }

  /** Tasks one after the other. */
  private static final class Tasks implements AnnotationPieces {

    private final String file;
    private final JsonFile json;
    private final Queue<AnnotatedImage> read = new ArrayDeque<>();
    private boolean single;
    private boolean ended;
    private long tasks;

    Tasks(String file, JsonFile json, boolean single) {
      this.file = file;
      this.json = json;
      this.single = single;
    }

    @Override
    public Optional<AnnotatedImage> next() throws IOException {
      while (read.isEmpty() && hasTask()) {
        tasks++;
        read.addAll(Task.read(json.value(), "task %d of %s".formatted(tasks, file)));
      }
      return Optional.ofNullable(read.poll());
    }

    private boolean hasTask() throws IOException {
      if (single) {
        single = false;
        ended = true;
        return true;
      }
      if (!ended) {
        JsonToken token = json.nextToken();
        if (token == null) {
          throw json.expected("the rest of the tasks");
        }
        ended = token == JsonToken.END_ARRAY;
        return !ended;
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }
}
