package org.maskfoundry.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;
import org.maskfoundry.segment.AutomaticMaskGenerator;
import org.maskfoundry.segment.GeneratedMask;
import org.maskfoundry.segment.GeneratorSettings;
import org.maskfoundry.segment.PredictedMask;
import org.maskfoundry.segment.SamPredictor;

/** The README's Java, line by line: what stands between the marks is what the README shows. */
class ReadmeSnippetsTest {

  @TempDir private Path folder;
  private Path photo;

  @BeforeEach
  void writePhoto() throws IOException {
    photo = folder.resolve("photo.jpg");
    Files.write(photo, ImageWriter.jpeg(new SceneRenderer(384, 512).render(4).image(), 95));
  }

  @Test
  void predictor() throws IOException, ImageException {
    // predictor
    RgbImage image =
        new ImageDecoder(ImageSettings.defaults()).decode(Files.readAllBytes(photo), "photo.jpg");
    try (Segmenter sam = Bundle.embedded().load(DeviceSettings.cpu());
        SamPredictor predictor = new SamPredictor(sam)) {
      predictor.setImage(image);
      Prompt point = Prompt.ofPoints(PointPrompt.foreground(250, 180));
      List<PredictedMask> three = predictor.predict(point, MaskAnswer.MULTIPLE);
      List<PredictedMask> one =
          predictor.predict(Prompt.ofBox(80, 60, 320, 290), MaskAnswer.SINGLE);
      System.out.println(one.get(0).mask().area() + " pixels: " + one.get(0).mask().toCocoString());
      // end
      assertThat(three).hasSize(3);
      assertThat(one.get(0).mask().area()).isPositive();
    }
  }

  @Test
  void generator() throws IOException, ImageException {
    // generator
    RgbImage image =
        new ImageDecoder(ImageSettings.defaults()).decode(Files.readAllBytes(photo), "photo.jpg");
    Bundle bundle = Bundle.embedded(); // or Bundle.open(Path.of("models/vit-b"))
    GeneratorSettings settings = GeneratorSettings.of(bundle.defaults(), "points_per_side=16");
    try (Segmenter sam = bundle.load(DeviceSettings.cpu())) {
      List<GeneratedMask> masks = new AutomaticMaskGenerator(sam, settings).generate(image).masks();
      masks.forEach(mask -> System.out.println(mask.predictedIou() + " " + mask.mask().box()));
      // end
      assertThat(masks).isNotEmpty();
    }
  }

  @Test
  void theReadmeShowsTheseLines() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    Path home = Files.exists(root.resolve("README.md")) ? root : root.getParent();
    String readme = Files.readString(home.resolve("README.md")).replaceAll("\\s+", " ");
    String source =
        Files.readString(
            home.resolve("common/src/test/java/org/maskfoundry/readme/ReadmeSnippetsTest.java"));
    for (String mark : List.of("// predictor\n", "// generator\n")) {
      int start = source.indexOf(mark) + mark.length();
      String snippet = source.substring(start, source.indexOf("// end", start));
      assertThat(readme).contains(snippet.replaceAll("\\s+", " ").strip());
    }
  }
}
