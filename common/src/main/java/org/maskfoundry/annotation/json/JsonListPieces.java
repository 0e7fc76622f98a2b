package org.maskfoundry.annotation.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationPieces;

/** The elements of a list of a JSON file, one piece each. For one thread. */
public abstract class JsonListPieces implements AnnotationPieces {

  private final JsonFile json;
  private final boolean inObject;
  private boolean ended;

  /**
   * The pieces of the list that begins at the current token.
   *
   * @param json closed with the pieces
   * @param inObject whether the list is a member of the outermost object, whose other members are
   *     passed over at the end to see that the file is whole
   */
  protected JsonListPieces(JsonFile json, boolean inObject) {
    this.json = json;
    this.inObject = inObject;
  }

  /** What an element says. */
  protected abstract AnnotatedImage piece(JsonNode element);

  @Override
  public Optional<AnnotatedImage> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    JsonToken token = json.nextToken();
    if (token == null) {
      throw json.expected("the rest of the list");
    }
    if (token == JsonToken.END_ARRAY) {
      ended = true;
      if (inObject) {
        json.finish();
      }
      return Optional.empty();
    }
    return Optional.of(piece(json.value()));
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
