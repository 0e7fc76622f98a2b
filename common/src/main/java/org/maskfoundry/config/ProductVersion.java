package org.maskfoundry.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The code that runs, as rows and summaries name it.
 *
 * @param version the release
 * @param revision the commit it was built from, empty where the build did not know
 */
public record ProductVersion(String version, String revision) {

  private static final ProductVersion CURRENT = read();

  /** The version of this build. */
  public static ProductVersion current() {
    return CURRENT;
  }

  private static ProductVersion read() {
    Properties properties = new Properties();
    try (InputStream stream =
        ProductVersion.class.getResourceAsStream("/org/maskfoundry/version.properties")) {
      properties.load(stream);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new ProductVersion(
        properties.getProperty("version"), properties.getProperty("revision"));
  }

  /** {@code 0.1.0+1a2b3c4}, or the release alone. */
  @Override
  public String toString() {
    return revision.isEmpty() ? version : version + "+" + revision;
  }
}
