package org.maskfoundry.annotation.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an annotation says beyond its pixels, as texts by name. */
public final class JsonAttributes {

  private JsonAttributes() {}

  /**
   * The members of an object but for some; lists and objects within as JSON. Members that are null
   * or empty say nothing.
   */
  public static Map<String, String> of(JsonNode object, Set<String> without) {
    Map<String, String> attributes = new TreeMap<>();
    object
        .properties()
        .forEach(
            member -> {
              String text =
                  member.getValue().isValueNode()
                      ? member.getValue().asText()
                      : member.getValue().isEmpty() ? "" : member.getValue().toString();
              if (!without.contains(member.getKey())
                  && !member.getValue().isNull()
                  && !text.isEmpty()) {
                attributes.put(member.getKey(), text);
              }
            });
    return attributes;
  }
}
