package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.image.ExifOrientation;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.PublishedImages;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.DecodingOfRuns;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RunKey;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.jobs.table.RunRecord;
import org.maskfoundry.jobs.table.RunTable;

class ShowCommandTest {

  @TempDir Path folder;

  private List<ImageRow> rows(int images) throws Exception {
    Path source = Files.createDirectories(folder.resolve("photos"));
    for (int image = 0; image < images; image++) {
      byte[] pixels = new byte[3 * 8 * 6];
      pixels[0] = (byte) image;
      Files.write(source.resolve(image + ".png"), ImageWriter.png(new RgbImage(6, 8, pixels)));
    }
    return PublishedImages.rows(source);
  }

  private CommandLineRun show(Object... more) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of(
                    "show",
                    "--dataset",
                    folder.resolve("data"),
                    "--output",
                    folder.resolve("to see")),
                Stream.of(more))
            .toArray());
  }

  @Test
  void imagesAndFailuresStandOnThePageAndMasksInPictures() throws Exception {
    List<ImageRow> rows = new ArrayList<>(rows(1));
    rows.add(new TestRows("run", "m", 1).failed("/p/", "broken.jpg", "truncated"));
    PublishedImages.publish(folder.resolve("data"), rows);

    CommandLineRun run = show();

    assertThat(run.status()).as(run.error()).isZero();
    Path page = folder.resolve("to see/index.html");
    assertThat(run.output()).contains(page.toString());
    assertThat(page)
        .content()
        .contains("<h2>0.png</h2><strong>1 mask</strong>")
        .contains("dropped: stability <b>3</b>")
        .contains("<h2>broken.jpg</h2><strong>truncated</strong>")
        .contains("<p>broken.jpg is broken</p>");
    byte[] png = Files.readAllBytes(page.resolveSibling(rows.get(0).image().imageId() + ".png"));
    RgbImage overlay = new ImageDecoder(ImageSettings.defaults()).decode(png, "overlay");
    assertThat(overlay.width()).isEqualTo(8);
    assertThat(overlay.pixels()[0]).isNotZero();
    assertThat(overlay.pixels()[3 * 4]).isZero();
  }

  @Test
  void noMoreAreShownThanAskedFor() throws Exception {
    PublishedImages.publish(folder.resolve("data"), rows(3));

    assertThat(show("--limit", 2).status()).isZero();

    assertThat(folder.resolve("to see/index.html"))
        .content()
        .contains("<h2>0.png</h2>")
        .contains("<h2>1.png</h2>")
        .doesNotContain("<h2>2.png</h2>");
    assertThat(show("--limit", 0).status()).isEqualTo(2);
  }

  @Test
  void anImageThatIsGoneIsSaidToBe() throws Exception {
    PublishedImages.publish(folder.resolve("data"), rows(1));
    Files.delete(folder.resolve("photos/0.png"));

    assertThat(show().status()).isZero();

    assertThat(folder.resolve("to see/index.html"))
        .content()
        .contains("<h2>0.png</h2><strong>not_found</strong>");
  }

  @Test
  void imagesAreShownAsTheRunDecodedThem() throws Exception {
    List<ImageRow> rows = rows(1);
    PublishedImages.publish(folder.resolve("data"), rows);
    DatasetCatalog catalog =
        DatasetCatalog.open(TestSpark.session(), folder.resolve("data").toString());
    Map<String, String> settings =
        Map.of("exif_orientation", "apply", "max_image_megapixels", "1.5", "points_per_side", "8");
    RunTable.findOrCreate(catalog)
        .put(
            new RunRecord(
                "run",
                "generate",
                new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", "s"),
                settings,
                "model",
                "",
                RunOutcome.PUBLISHED,
                Instant.EPOCH,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                "0.1"));

    DecodingOfRuns decoding =
        new DecodingOfRuns(
            DatasetReader.open(TestSpark.session(), folder.resolve("data").toString()));

    assertThat(decoding.of(rows.get(0))).isEqualTo(new ImageSettings(ExifOrientation.APPLY, 1.5));
    ImageRow ofAnotherRun = new TestRows("lost", "m", 1).failed("/p/", "x.jpg", "truncated");
    assertThat(decoding.of(ofAnotherRun)).isEqualTo(ImageSettings.defaults());
  }
}
