package org.maskfoundry.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.image.RgbImage;

/**
 * An HTML page that shows images beside their masks, with counts, and what failed with its message.
 * The page is one file that needs no other and nothing from a network; it is written as rows are
 * added, so that it may be longer than memory.
 */
public final class MaskPage implements Closeable {

  private final Writer html;

  /**
   * Begins a page.
   *
   * @param html takes the page and is closed with it
   * @param facts what is said at the top, by name
   */
  public MaskPage(Writer html, String title, Map<String, String> facts) throws IOException {
    this.html = html;
    html.write(PageStyle.opening(title));
    html.write("<dl class=\"facts\">\n");
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      html.write(
          "<div><dt>%s</dt><dd>%s</dd></div>\n"
              .formatted(HtmlText.escaped(fact.getKey()), HtmlText.escaped(fact.getValue())));
    }
    html.write("</dl>\n");
  }

  /**
   * Adds an image with its masks.
   *
   * @param row what the masks are
   * @param image the picture
   * @param overlay the picture with the masks drawn over it
   * @param remark what else there is to say, or empty
   */
  public void add(ImageRow row, RgbImage image, RgbImage overlay, String remark)
      throws IOException {
    int masks = row.annotations().size();
    html.write(
        """
        <article>
        <header><h2>%1$s</h2><strong>%2$s</strong><span>%3$d × %4$d</span><span>%5$s</span></header>
        <div class="pair"><img alt="%1$s" src="%6$s"><img alt="Masks of %1$s" src="%7$s"></div>
        <ul class="counts">
        """
            .formatted(
                HtmlText.escaped(row.image().fileName()),
                masks == 1 ? "1 mask" : masks + " masks",
                image.width(),
                image.height(),
                HtmlText.escaped(remark),
                Preview.dataUri(image),
                Preview.dataUri(overlay)));
    for (Map.Entry<String, Long> dropped : new TreeMap<>(row.dropped()).entrySet()) {
      writeCount("dropped: " + dropped.getKey(), Long.toString(dropped.getValue()));
    }
    for (Map.Entry<String, Double> timing : new TreeMap<>(row.timings()).entrySet()) {
      writeCount(timing.getKey(), Math.round(timing.getValue()) + " ms");
    }
    html.write("</ul>\n</article>\n");
  }

  /** Adds an image that cannot be shown, with the reason. */
  public void addFailure(String fileName, RowError error) throws IOException {
    html.write(
        """
        <article class="failed">
        <header><h2>%s</h2><strong>%s</strong></header>
        <p>%s</p>
        </article>
        """
            .formatted(
                HtmlText.escaped(fileName),
                HtmlText.escaped(error.code()),
                HtmlText.escaped(error.message())));
  }

  private void writeCount(String name, String value) throws IOException {
    html.write("<li>%s <b>%s</b></li>\n".formatted(HtmlText.escaped(name), value));
  }

  /** Ends the page. */
  @Override
  public void close() throws IOException {
    try (html) {
      html.write(PageStyle.CLOSING);
    }
  }
}
