package org.maskfoundry.annotation.yolo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Member {@code names} of a configuration, in the ways such files write it: a list or a map by
 * number, in brackets, which may span lines, or line by line.
 */
final class YamlNames {

  private static final String KEY = "names:";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
  private static final String WITHIN_VALUE = " \t-#[]{}";
  private static final char END = '\0';

  private final String text;
  private int at;

  private YamlNames(String text) {
    this.text = text;
  }

  /** The names by number, none where there is no such member or it is not closed. */
  static Map<Integer, String> of(List<String> lines) {
    YamlNames value = new YamlNames(value(lines));
    value.skipBlank();
    return switch (value.current()) {
      case '[' -> value.listInBrackets();
      case '{' -> value.mapInBraces();
      default -> lineByLine(value.text);
    };
  }

  /** What follows the key, up to the next one. */
  private static String value(List<String> lines) {
    StringBuilder value = new StringBuilder();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith(KEY)) {
        inside = true;
        value.append(line.substring(KEY.length())).append('\n');
      } else if (inside) {
        if (!line.isEmpty() && WITHIN_VALUE.indexOf(line.charAt(0)) < 0) {
          break;
        }
        value.append(line).append('\n');
      }
    }
    return value.toString();
  }

  private Map<Integer, String> listInBrackets() {
    Map<Integer, String> names = new HashMap<>();
    do {
      at++;
      skipBlank();
      if (current() != ']') {
        names.put(names.size(), scalar(",]"));
      }
    } while (current() == ',');
    return current() == ']' ? names : Map.of();
  }

  private Map<Integer, String> mapInBraces() {
    Map<Integer, String> names = new HashMap<>();
    do {
      at++;
      skipBlank();
      if (current() != '}') {
        OptionalInt number = number(scalar(":,}"));
        if (current() != ':' || number.isEmpty()) {
          return Map.of();
        }
        at++;
        names.put(number.getAsInt(), scalar(",}"));
      }
    } while (current() == ',');
    return current() == '}' ? names : Map.of();
  }

  private static Map<Integer, String> lineByLine(String text) {
    Map<Integer, String> names = new HashMap<>();
    for (String written : text.lines().toList()) {
      YamlNames line = new YamlNames(written);
      line.skipBlank();
      if (written.startsWith("- ", line.at)) {
        line.at++;
        names.put(names.size(), line.scalar(""));
      } else if (line.current() != END) {
        OptionalInt number = number(line.scalar(":"));
        if (line.current() != ':' || number.isEmpty()) {
          break;
        }
        line.at++;
        names.put(number.getAsInt(), line.scalar(""));
      }
    }
    return names;
  }

  private static OptionalInt number(String key) {
    return NUMBER.matcher(key).matches()
        ? OptionalInt.of(Integer.parseInt(key))
        : OptionalInt.empty();
  }

  /** A text up to one of some characters, which quotes hide, or to the end. */
  private String scalar(String ends) {
    skipBlank();
    StringBuilder scalar = new StringBuilder();
    char quote = current();
    boolean quoted = quote == '\'' || quote == '"';
    if (quoted) {
      at++;
      readQuoted(quote, scalar);
    }
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      if (isComment()) {
        skipBlank();
      } else {
        if (!quoted) {
          scalar.append(text.charAt(at));
        }
        at++;
      }
    }
    return quoted ? scalar.toString() : scalar.toString().strip();
  }

  private void readQuoted(char quote, StringBuilder scalar) {
    while (at < text.length()) {
      char character = text.charAt(at++);
      if (character == quote) {
        // Two single quotes stand for one.
        if (quote == '"' || current() != quote) {
          return;
        }
        at++;
      } else if (character == '\\' && quote == '"' && at < text.length()) {
        character = text.charAt(at++);
      }
      scalar.append(character);
    }
  }

  private void skipBlank() {
    while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || isComment())) {
      at = isComment() ? endOfLine() : at + 1;
    }
  }

  private boolean isComment() {
    return text.charAt(at) == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private char current() {
    return at < text.length() ? text.charAt(at) : END;
  }
}
