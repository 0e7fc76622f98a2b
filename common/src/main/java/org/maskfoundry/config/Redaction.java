package org.maskfoundry.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secrets out of what people, logs and tables are given. What is left of a URI still names
 * its object.
 */
public final class Redaction {

  /** What stands in a secret's place. */
  public static final String MARK = "***";

  private static final String SECRET_NAME =
      "(?:[\\w.-]*(?:secret|token|passw(?:or)?d|passphrase|pwd|signature|credential(?!s?[._-]provider)"
          + "|accesskey|access[._-]key|api[._-]?key|private[._-]?key|account[._-]?key)[\\w.-]*|sig)";

  private static final Pattern SECRET = Pattern.compile("(?i)" + SECRET_NAME);

  /** A setting, header or JSON member: up to where such a value usually ends. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?<![\\w.-])("
              + SECRET_NAME
              + "[\"']?\\s*[=:]\\s*)(?!\\*{3})(\"[^\"]*\"|'[^']*'|[^\\s&;#\"'<>]+)");

  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;]" + SECRET_NAME + "=)[^&;#\\s\"'<>]*");

  /** Hadoop takes the question mark of an address for a part of its path, and escapes it. */
  private static final Pattern ESCAPED_PARAMETER =
      Pattern.compile("(?i)((?:%3F|&)" + SECRET_NAME + "=)[^&;#\\s\"'<>]*");

  private static final Pattern SCHEME_OF_AUTHORIZATION =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w+/=.~-]{8,}");

  /** User and password: up to the last @ of the authority, or past slashes that stand unescaped. */
  private static final Pattern LOGIN =
      Pattern.compile("://(?:[^/\\s@:]*:[^/\\s]*|[^/\\s@:]+:(?!\\d{1,5}/)[^\\s@]*)@");

  /** A user alone names nothing on these, and may be a token. */
  private static final Pattern USER =
      Pattern.compile("(?i)((?:^|[^a-z0-9+.-])(?:https?|s3[an]?)://)[^/\\s@]+@");

  private static final Pattern S3_LOGIN = Pattern.compile("(?i)s3[an]?://(?:[^/@]*:|[^/]*@).*");

  /** What shells call the folder they are in and the one before (POSIX), and no password. */
  private static final Set<String> WORKING_FOLDERS = Set.of("PWD", "OLDPWD");

  /** Shorter values would be found by chance, inside words. */
  private static final int SHORTEST = 8;

  private static final Redaction OF_PROCESS = of(System.getenv(), System.getProperties());

  private final List<String> known;

  private Redaction(Set<String> known) {
    // The longest first: one may be a part of another.
    this.known =
        known.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .collect(Collectors.toUnmodifiableList());
  }

  /** Takes out, besides what is called a secret where it stands, the values that are called so. */
  static Redaction of(Map<String, String> environment, Properties properties) {
    Set<String> known = new TreeSet<>();
    environment.forEach((name, value) -> add(known, name, value));
    properties
        .stringPropertyNames()
        .forEach(name -> add(known, name, properties.getProperty(name)));
    return new Redaction(known);
  }

  private static void add(Set<String> known, String name, String value) {
    if (SECRET.matcher(name).find()
        && !WORKING_FOLDERS.contains(name)
        && value.length() >= SHORTEST) {
      known.add(value);
      known.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** Any text without its secrets, among them those of this process's environment. */
  public static String text(String text) {
    return OF_PROCESS.redact(text);
  }

  /**
   * A URI without login and secret parameters, its path as it was; a path as it is. Names in a path
   * are no secrets, whatever they are called.
   */
  public static String uri(String uri) {
    if (!uri.contains("://") || uri.startsWith("file:")) {
      return uri;
    }
    String redacted = withoutLogin(uri);
    if (uri.startsWith("http")) {
      redacted = ESCAPED_PARAMETER.matcher(redacted).replaceAll("$1" + MARK);
    }
    int query = redacted.indexOf('?');
    return query < 0
        ? redacted
        : redacted.substring(0, query)
            + PARAMETER.matcher(redacted.substring(query)).replaceAll("$1" + MARK);
  }

  /** A command line, its arguments parted by spaces. */
  public static String commandLine(List<String> arguments) {
    return arguments.stream().map(Redaction::argument).collect(Collectors.joining(" "));
  }

  /** The secret of {@code name=value} goes to the argument's end, whatever stands in it. */
  private static String argument(String argument) {
    int equals = argument.indexOf('=');
    boolean isSecret = equals > 0 && SECRET.matcher(argument.substring(0, equals)).matches();
    return isSecret ? argument.substring(0, equals + 1) + MARK : text(argument);
  }

  /** Whether an address on S3 holds keys in place of a bucket's name alone. */
  public static boolean hasLogin(String uri) {
    return S3_LOGIN.matcher(uri).matches();
  }

  /** A text without its secrets. */
  String redact(String text) {
    String redacted = text;
    for (String secret : known) {
      redacted = redacted.replace(secret, MARK);
    }
    redacted = withoutLogin(redacted);
    redacted = NAMED.matcher(redacted).replaceAll("$1" + MARK);
    redacted = PARAMETER.matcher(redacted).replaceAll("$1" + MARK);
    return SCHEME_OF_AUTHORIZATION.matcher(redacted).replaceAll("$1 " + MARK);
  }

  private static String withoutLogin(String text) {
    Matcher login = LOGIN.matcher(text);
    String redacted = login.replaceAll("://" + MARK + "@");
    return USER.matcher(redacted).replaceAll("$1" + MARK + "@");
  }
}
