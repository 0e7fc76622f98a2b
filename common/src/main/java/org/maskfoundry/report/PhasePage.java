package org.maskfoundry.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.maskfoundry.image.RgbImage;

/**
 * An HTML page that shows what the phases of the data engine made of the same images: a table of
 * figures, a line for each phase, and for each image a row of pictures. The page is one file that
 * needs no other and nothing from a network.
 */
public final class PhasePage implements Closeable {

  private final Writer html;

  /**
   * Begins a page.
   *
   * @param html takes the page and is closed with it
   * @param columns what the figures are called, that of the phase first
   * @param phases a line of the table for each phase
   */
  public PhasePage(Writer html, String title, List<String> columns, List<List<String>> phases)
      throws IOException {
    this.html = html;
    html.write(PageStyle.opening(title));
    html.write("<table>\n");
    line(columns, "th");
    for (List<String> phase : phases) {
      line(phase, "td");
    }
    html.write("</table>\n");
  }

  private void line(List<String> cells, String element) throws IOException {
    html.write("<tr>");
    for (String cell : cells) {
      html.write("<%1$s>%2$s</%1$s>".formatted(element, HtmlText.escaped(cell)));
    }
    html.write("</tr>\n");
  }

  /**
   * Adds an image.
   *
   * @param pictures by what they show, in this order
   */
  public void add(String name, Map<String, RgbImage> pictures) throws IOException {
    html.write(
        "<article>\n<header><h2>%s</h2></header>\n<div class=\"row\">\n"
            .formatted(HtmlText.escaped(name)));
    for (Map.Entry<String, RgbImage> picture : pictures.entrySet()) {
      html.write(
          "<figure><img alt=\"%1$s of %2$s\" src=\"%3$s\"><figcaption>%1$s</figcaption></figure>\n"
              .formatted(
                  HtmlText.escaped(picture.getKey()),
                  HtmlText.escaped(name),
                  Preview.dataUri(picture.getValue())));
    }
    html.write("</div>\n</article>\n");
  }

  /** Ends the page. */
  @Override
  public void close() throws IOException {
    try (html) {
      html.write(PageStyle.CLOSING);
    }
  }
}
