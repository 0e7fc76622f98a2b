package org.maskfoundry.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.dataset.Provenance;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.paint.MaskOverlay;

class MaskPageTest {

  private static final Pattern PICTURE = Pattern.compile("src=\"data:image/jpeg;base64,([^\"]+)\"");

  @Test
  void aRowStandsWithItsCounts() throws IOException {
    String page = page(row("photo.jpg", Map.of("stability", 12L), Map.of("encode", 140.6)), 60, 80);

    assertThat(page)
        .contains("<h2>photo.jpg</h2><strong>1 mask</strong><span>80 × 60</span>")
        .contains("<li>dropped: stability <b>12</b></li>")
        .contains("<li>encode <b>141 ms</b></li>");
  }

  @Test
  void bothPicturesAreInThePageItself() throws Exception {
    String page = page(row("photo.jpg", Map.of(), Map.of()), 60, 80);

    List<RgbImage> pictures = pictures(page);
    assertThat(pictures).hasSize(2);
    assertThat(pictures.get(0).pixels()[0]).isBetween((byte) 0, (byte) 3);
    assertThat(pictures.get(1).pixels()[0]).isNotEqualTo(pictures.get(0).pixels()[0]);
    assertThat(page).doesNotContainPattern("(src|href)=\"(?!data:)").doesNotContain("url(");
  }

  @Test
  void largeImagesAreShrunk() throws Exception {
    RgbImage picture = pictures(page(row("a.jpg", Map.of(), Map.of()), 1000, 4096)).get(0);

    assertThat(List.of(picture.height(), picture.width())).containsExactly(250, 1024);
  }

  @Test
  void namesAndMessagesAreTextWhateverTheyHold() throws IOException {
    String name = "<script>alert('a\"b')</script>&.jpg";
    String escaped = "&lt;script&gt;alert(&#39;a&quot;b&#39;)&lt;/script&gt;&amp;.jpg";
    StringWriter html = new StringWriter();
    try (MaskPage page = new MaskPage(html, name, Map.of(name, name))) {
      page.addFailure(name, new RowError("truncated", name + ": ends early"));
    }

    assertThat(html.toString())
        .doesNotContain("<script")
        .contains("<h1>" + escaped + "</h1>")
        .contains("<h2>" + escaped + "</h2><strong>truncated</strong>")
        .contains("<dt>" + escaped + "</dt><dd>" + escaped + "</dd>")
        .contains("<p>" + escaped + ": ends early</p>")
        .endsWith("</html>\n");
    assertThat(page(row(name, Map.of(name, 1L), Map.of()), 4, 4))
        .doesNotContain("<script")
        .contains("alt=\"Masks of " + escaped + "\"");
  }

  private static String page(ImageRow row, int height, int width) throws IOException {
    StringWriter html = new StringWriter();
    RgbImage image = new RgbImage(height, width, new byte[3 * height * width]);
    RgbImage overlay = MaskOverlay.draw(image, List.of(RleMask.full(height, width)));
    try (MaskPage page = new MaskPage(html, "Masks", Map.of())) {
      page.add(row, image, overlay, "");
    }
    return html.toString();
  }

  private static ImageRow row(String name, Map<String, Long> dropped, Map<String, Double> timings) {
    MaskAnnotation mask =
        MaskAnnotation.automatic(1, RleMask.full(2, 2), 0.9, 0.9, new int[4], List.of());
    return new ImageRow(
        new ImageReference(1, name, "file:/" + name, 1, 1, "", 2, 2),
        Phase.FULLY_AUTOMATIC,
        List.of(mask),
        List.of(),
        dropped,
        Optional.empty(),
        new Provenance("run", "m", "s", "0", "cpu", Instant.EPOCH),
        timings);
  }

  private static List<RgbImage> pictures(String page) throws Exception {
    List<RgbImage> pictures = new ArrayList<>();
    Matcher matcher = PICTURE.matcher(page);
    while (matcher.find()) {
      byte[] jpeg = Base64.getDecoder().decode(matcher.group(1));
      pictures.add(new ImageDecoder(ImageSettings.defaults()).decode(jpeg, "page"));
    }
    return pictures;
  }
}
