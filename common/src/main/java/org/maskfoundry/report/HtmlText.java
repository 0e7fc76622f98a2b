package org.maskfoundry.report;

/** Text from outside as text of an HTML page. */
final class HtmlText {

  private HtmlText() {}

  /** The text with every character escaped that means something in content or attributes. */
  static String escaped(String text) {
    StringBuilder html = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(character);
              }
            });
    return html.toString();
  }
}
