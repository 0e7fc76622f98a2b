package org.maskfoundry.annotation.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;

/** A JSON file, read token by token; single values of it become trees. For one thread. */
public final class JsonFile implements Closeable {

  private static final int DEEPEST = 200;
  private static final int LONGEST_NUMBER = 400;

  private static final ObjectReader TREES =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  // Errors quote where they are, not what is there.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .reader();

  private final String name;
  private final InputStream stream;
  private final JsonParser parser;

  private JsonFile(String name, InputStream stream, JsonParser parser) {
    this.name = name;
    this.stream = stream;
    this.parser = parser;
  }

  /** Opens a file before its first token. */
  public static JsonFile open(AnnotationFile file) throws IOException {
    InputStream stream = file.open();
    try {
      return new JsonFile(file.name(), stream, TREES.createParser(stream));
    } catch (IOException failure) {
      stream.close();
      throw failure;
    }
  }

  /**
   * Goes to the next token, null at the end of the file.
   *
   * @throws AnnotationFileException where the file is no JSON from here on
   */
  public JsonToken nextToken() throws IOException {
    try {
      return parser.nextToken();
    } catch (JsonProcessingException broken) {
      throw broken(broken);
    }
  }

  /** The current token. */
  public JsonToken token() {
    return parser.currentToken();
  }

  /** The key that the current token has or follows. */
  public String key() throws IOException {
    return parser.currentName();
  }

  /** Passes over the object or list that begins at the current token. */
  public void skip() throws IOException {
    try {
      parser.skipChildren();
      // The end of a file cut short looks like the end of what is skipped.
      if (parser.currentToken() == null) {
        throw expected("the rest of the file");
      }
    } catch (JsonProcessingException broken) {
      throw broken(broken);
    }
  }

  /**
   * Goes to the value of a member of the outermost object, from before the file's first token.
   *
   * @return whether there is such a member
   * @throws AnnotationFileException where the file ends early
   */
  public boolean enter(String member) throws IOException {
    if (nextToken() != JsonToken.START_OBJECT) {
      throw expected("an object with a member " + member);
    }
    while (nextToken() == JsonToken.FIELD_NAME) {
      boolean found = key().equals(member);
      nextToken();
      if (found) {
        return true;
      }
      skip();
    }
    if (token() != JsonToken.END_OBJECT) {
      throw expected("the rest of the file");
    }
    return false;
  }

  /**
   * Passes over what follows the current member of the outermost object, so that a file that was
   * cut there is not taken for whole.
   */
  public void finish() throws IOException {
    while (nextToken() == JsonToken.FIELD_NAME) {
      nextToken();
      skip();
    }
    if (token() != JsonToken.END_OBJECT) {
      throw expected("the rest of the file");
    }
  }

  /** The value that begins at the current token. */
  public JsonNode value() throws IOException {
    try {
      return TREES.readTree(parser);
    } catch (JsonProcessingException broken) {
      throw broken(broken);
    }
  }

  /**
   * The object that begins at the current token, without some of its members, which may be of any
   * size.
   */
  public ObjectNode objectWithout(Set<String> keys) throws IOException {
    if (token() != JsonToken.START_OBJECT) {
      throw expected("an object");
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (nextToken() == JsonToken.FIELD_NAME) {
      String key = key();
      nextToken();
      if (keys.contains(key)) {
        skip();
      } else {
        object.set(key, value());
      }
    }
    if (token() != JsonToken.END_OBJECT) {
      throw expected("the rest of the file");
    }
    return object;
  }

  /** The failure that something else was found here. */
  public AnnotationFileException expected(String what) {
    JsonToken token = token();
    return new AnnotationFileException(
        "%s, line %d, column %d: found %s, expected %s; export the file again"
            .formatted(
                name,
                parser.currentLocation().getLineNr(),
                parser.currentLocation().getColumnNr(),
                token == null ? "the end of the file" : token.name().toLowerCase(Locale.ROOT),
                what));
  }

  private AnnotationFileException broken(JsonProcessingException broken) {
    return new AnnotationFileException(
        "%s, line %d, column %d: no JSON from here on (%s); export the file again"
            .formatted(
                name,
                broken.getLocation() == null ? 0 : broken.getLocation().getLineNr(),
                broken.getLocation() == null ? 0 : broken.getLocation().getColumnNr(),
                broken.getOriginalMessage()),
        broken);
  }

  @Override
  public void close() throws IOException {
    parser.close();
    stream.close();
  }
}
