package org.maskfoundry.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What all pages begin and end with. */
final class PageStyle {

  /** The end of a page. */
  static final String CLOSING = "</body>\n</html>\n";

  private static final String STYLE = style();

  private PageStyle() {}

  /** The beginning of a page, up to and with its title. */
  static String opening(String title) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <h1>%1$s</h1>
        """
        .formatted(HtmlText.escaped(title), STYLE);
  }

  private static String style() {
    try (InputStream css = PageStyle.class.getResourceAsStream("page.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
