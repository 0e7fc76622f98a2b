package org.maskfoundry.jobs.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.ConfigRedactor;
import org.apache.hadoop.conf.Configuration;

/**
 * Takes credentials out of what is said.
 *
 * @param values the credentials that are known
 */
record HiddenSecrets(List<String> values) {

  private static final String HIDDEN = "***";

  /** Names of credentials beside those that Hadoop itself never shows. */
  private static final Set<String> MORE =
      Set.of("fs.s3a.access.key", "fs.s3a.secret.key", "fs.s3a.session.token");

  /** The credentials in a configuration and in the environment. */
  static HiddenSecrets of(Configuration configuration) {
    ConfigRedactor redactor = new ConfigRedactor(configuration);
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> entry : configuration) {
      String value = entry.getValue();
      if (MORE.contains(entry.getKey()) || !redactor.redact(entry.getKey(), value).equals(value)) {
        values.add(value);
      }
    }
    for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")) {
      values.add(System.getenv().getOrDefault(name, ""));
    }
    values.removeIf(String::isBlank);
    return new HiddenSecrets(List.copyOf(values));
  }

  /** A text without them. */
  String hide(String text) {
    String hidden = text;
    for (String value : values) {
      hidden = hidden.replace(value, HIDDEN);
    }
    return hidden;
  }
}
