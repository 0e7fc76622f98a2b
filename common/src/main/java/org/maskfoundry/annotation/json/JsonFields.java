package org.maskfoundry.annotation.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;

/**
 * The members of a JSON object, by key and type. A member that is missing or {@code null} is not
 * there; one of another type than asked for is refused with its key and what was found.
 */
public final class JsonFields {

  private static final int SHOWN = 40;

  /** Up to here doubles are whole numbers without gaps. */
  private static final double MOST_EXACT = 0x1p53;

  private final JsonNode object;

  private JsonFields(JsonNode object) {
    this.object = object;
  }

  /**
   * The members of an object.
   *
   * @throws MalformedAnnotationException where it is none
   */
  public static JsonFields of(JsonNode object) throws MalformedAnnotationException {
    if (!object.isObject()) {
      throw refused("the value", object, "an object");
    }
    return new JsonFields(object);
  }

  /** The member as it is. */
  public Optional<JsonNode> node(String key) {
    return Optional.ofNullable(object.get(key)).filter(value -> !value.isNull());
  }

  /** A text that may be missing. */
  public Optional<String> optionalText(String key) throws MalformedAnnotationException {
    Optional<JsonNode> value = node(key);
    if (value.isPresent() && !value.get().isTextual()) {
      throw refused("key " + key, value.get(), "a text");
    }
    return value.map(JsonNode::textValue);
  }

  /** A text that has to be there. */
  public String text(String key) throws MalformedAnnotationException {
    return present(key, optionalText(key), "a text");
  }

  /**
   * Text, number or flag as text, empty where missing: for names and ids, which tools write as they
   * like.
   */
  public String label(String key) {
    return node(key).filter(JsonNode::isValueNode).map(JsonNode::asText).orElse("");
  }

  /** A finite number that may be missing. */
  public Optional<Double> optionalNumber(String key) throws MalformedAnnotationException {
    Optional<JsonNode> value = node(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(finite("key " + key, value.get()));
  }

  /** A finite number that has to be there. */
  public double number(String key) throws MalformedAnnotationException {
    return present(key, optionalNumber(key), "a number");
  }

  /** A whole number that may be missing. */
  public Optional<Long> optionalWhole(String key) throws MalformedAnnotationException {
    Optional<JsonNode> value = node(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(whole("key " + key, value.get()));
  }

  /** A whole number that has to be there. */
  public long whole(String key) throws MalformedAnnotationException {
    return present(key, optionalWhole(key), "a whole number");
  }

  /** A whole number of pixels, 1 or more, that has to be there. */
  public int pixels(String key) throws MalformedAnnotationException {
    long value = whole(key);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key %s is %d, expected a number of pixels".formatted(key, value));
    }
    return (int) value;
  }

  /** A flag, false where missing. */
  public boolean flag(String key) throws MalformedAnnotationException {
    Optional<JsonNode> value = node(key);
    if (value.isEmpty()) {
      return false;
    }
    if (!value.get().isBoolean()) {
      throw refused("key " + key, value.get(), "true or false");
    }
    return value.get().booleanValue();
  }

  /** The members of an object within, empty where missing. */
  public Optional<JsonFields> optionalObject(String key) throws MalformedAnnotationException {
    Optional<JsonNode> value = node(key);
    if (value.isPresent() && !value.get().isObject()) {
      throw refused("key " + key, value.get(), "an object");
    }
    return value.map(JsonFields::new);
  }

  /** The members of an object within. */
  public JsonFields object(String key) throws MalformedAnnotationException {
    return present(key, optionalObject(key), "an object");
  }

  /** The elements of a list, none where missing. */
  public List<JsonNode> list(String key) throws MalformedAnnotationException {
    Optional<JsonNode> value = node(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      throw refused("key " + key, value.get(), "a list");
    }
    List<JsonNode> elements = new ArrayList<>();
    value.get().forEach(elements::add);
    return elements;
  }

  /** Finite numbers in a row. */
  public double[] numbers(String key) throws MalformedAnnotationException {
    return numbers("key " + key, present(key, node(key), "a list of numbers"));
  }

  /** Corners, each {@code [x, y]}, as x0, y0, x1, y1, …. */
  public double[] points(String key) throws MalformedAnnotationException {
    return points("key " + key, present(key, node(key), "a list of points"));
  }

  /**
   * Corners, each {@code [x, y]}, as x0, y0, x1, y1, ….
   *
   * @param what names the value in messages
   */
  public static double[] points(String what, JsonNode list) throws MalformedAnnotationException {
    if (!list.isArray()) {
      throw refused(what, list, "a list of points");
    }
    double[] coordinates = new double[2 * list.size()];
    for (int i = 0; i < list.size(); i++) {
      JsonNode point = list.get(i);
      if (!point.isArray() || point.size() < 2) {
        throw refused("%s, point %d".formatted(what, i), point, "two numbers [x, y]");
      }
      coordinates[2 * i] = finite("%s, point %d".formatted(what, i), point.get(0));
      coordinates[2 * i + 1] = finite("%s, point %d".formatted(what, i), point.get(1));
    }
    return coordinates;
  }

  /**
   * Finite numbers in a row.
   *
   * @param what names the value in messages
   */
  public static double[] numbers(String what, JsonNode list) throws MalformedAnnotationException {
    if (!list.isArray()) {
      throw refused(what, list, "a list of numbers");
    }
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = finite(what, list.get(i));
    }
    return numbers;
  }

  /**
   * Whole numbers in a row.
   *
   * @param what names the value in messages
   */
  public static int[] wholes(String what, JsonNode list) throws MalformedAnnotationException {
    if (!list.isArray()) {
      throw refused(what, list, "a list of whole numbers");
    }
    int[] numbers = new int[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      long value = whole(what, list.get(i));
      if (value != (int) value) {
        throw refused(what, list.get(i), "a whole number of 32 bits");
      }
      numbers[i] = (int) value;
    }
    return numbers;
  }

  private static double finite(String what, JsonNode value) throws MalformedAnnotationException {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw refused(what, value, "a finite number");
    }
    return value.doubleValue();
  }

  private static long whole(String what, JsonNode value) throws MalformedAnnotationException {
    boolean fits =
        value.isIntegralNumber()
            ? value.canConvertToLong()
            : value.isNumber()
                && value.doubleValue() == Math.rint(value.doubleValue())
                && Math.abs(value.doubleValue()) <= MOST_EXACT;
    if (!fits) {
      throw refused(what, value, "a whole number");
    }
    return value.longValue();
  }

  private static <T> T present(String key, Optional<T> value, String expected)
      throws MalformedAnnotationException {
    if (value.isEmpty()) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED, "key %s is missing, expected %s".formatted(key, expected));
    }
    return value.get();
  }

  private static MalformedAnnotationException refused(
      String what, JsonNode found, String expected) {
    String text = found.toString();
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text;
    return new MalformedAnnotationException(
        AnnotationProblem.MALFORMED, "%s is %s, expected %s".formatted(what, shown, expected));
  }
}
