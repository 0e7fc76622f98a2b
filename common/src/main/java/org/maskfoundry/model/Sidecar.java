package org.maskfoundry.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The JSON beside a model's files that says what neither tensors nor graphs show: sizes,
 * normalisation, thresholds that suit it.
 */
final class Sidecar {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String source;
  private final JsonNode root;

  private Sidecar(String source, JsonNode root) {
    this.source = source;
    this.root = root;
  }

  /** The sidecar of a model that has none. */
  static Sidecar none() {
    return new Sidecar("no sidecar", JSON.createObjectNode());
  }

  /**
   * Reads a file.
   *
   * @throws ModelException where it is no JSON object
   */
  static Sidecar read(Path file) {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new ModelException(
          "%s: cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  static Sidecar parse(String source, byte[] bytes) {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root == null || !root.isObject()) {
        throw new ModelException(source + ": expected a JSON object with the model's sizes");
      }
      return new Sidecar(source, root);
    } catch (IOException broken) {
      throw new ModelException(
          "%s: is no JSON: %s".formatted(source, OnnxRuntime.firstLine(broken.getMessage())),
          broken);
    }
  }

  /** Where it stands, for messages. */
  String source() {
    return source;
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(root.get(key)).map(JsonNode::asText);
  }

  OptionalInt wholeNumber(String key) {
    JsonNode value = root.get(key);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new ModelException(
          "%s: %s: found %s, expected a whole number".formatted(source, key, value));
    }
    return OptionalInt.of(value.asInt());
  }

  double decimal(String key, double absent) {
    JsonNode value = root.get(key);
    if (value != null && !value.isNumber()) {
      throw new ModelException("%s: %s: found %s, expected a number".formatted(source, key, value));
    }
    return value == null ? absent : value.asDouble();
  }

  Normalisation normalisation() {
    try {
      return new Normalisation(
          decimals("pixel_mean", Normalisation.SAM.mean()),
          decimals("pixel_std", Normalisation.SAM.std()));
    } catch (IllegalArgumentException wrong) {
      throw new ModelException(
          "%s: pixel_mean, pixel_std: %s".formatted(source, wrong.getMessage()), wrong);
    }
  }

  private List<Double> decimals(String key, List<Double> absent) {
    JsonNode values = root.get(key);
    if (values == null) {
      return absent;
    }
    List<Double> decimals = new ArrayList<>();
    values.forEach(value -> decimals.add(value.asDouble()));
    return decimals;
  }

  /** Settings that suit the model, by name. */
  Map<String, Object> defaults() {
    JsonNode defaults = root.path("defaults");
    return defaults.isObject()
        ? JSON.convertValue(defaults, new TypeReference<Map<String, Object>>() {})
        : Map.of();
  }

  /** Every value but the settings, as a checkpoint's sizes are stated. */
  Map<String, Object> sizes() {
    Map<String, Object> sizes =
        JSON.convertValue(root, new TypeReference<Map<String, Object>>() {});
    sizes.keySet().remove("defaults");
    return sizes;
  }

  /** Where sizes should stand, for messages about a model's file. */
  String source(Path file) {
    return root.isEmpty() ? file.toString() : source;
  }
}
