package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maskfoundry.conformance.ConformanceModels;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.SegmenterDescription;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.prompt.Prompt;

/** Whether crops that are encoded together give what they give alone, with a trained model. */
class EncodeBatchTest {

  private static final String MODEL = "sam_nano/sam_nano.json";
  private static final String PHOTO = "dog.jpg";

  /** A segmenter that says how many images it wants at once. */
  private record Batching(Segmenter sam, int encodeBatch) implements Segmenter {

    @Override
    public SegmenterDescription description() {
      SegmenterDescription is = sam.description();
      return new SegmenterDescription(
          is.name(),
          is.digest(),
          is.device(),
          is.imageSize(),
          is.maskSize(),
          is.maskThreshold(),
          is.maskPrompts(),
          encodeBatch,
          is.decodeBatch());
    }

    @Override
    public ImageEmbedding encode(RgbImage image) {
      return sam.encode(image);
    }

    @Override
    public List<ImageEmbedding> encodeAll(List<RgbImage> images) {
      return sam.encodeAll(images);
    }

    @Override
    public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, MaskAnswer answer) {
      return sam.decode(embedding, prompts, answer);
    }

    @Override
    public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, WantedMasks wanted) {
      return sam.decode(embedding, prompts, wanted);
    }

    @Override
    public void close() {
      sam.close();
    }
  }

  @Test
  void embeddingsAreThoseOfTheImagesAlone() {
    Segmenter sam = ConformanceModels.segmenter(MODEL);
    RgbImage photo = ConformanceModels.photo(PHOTO);
    List<RgbImage> images =
        List.of(photo, photo.crop(0, 0, 300, 200), photo.crop(100, 50, 90, 400));
    List<ImageEmbedding> together = sam.encodeAll(images);
    for (int i = 0; i < images.size(); i++) {
      try (ImageEmbedding alone = sam.encode(images.get(i));
          ImageEmbedding part = together.get(i)) {
        assertThat(part.frame()).isEqualTo(alone.frame());
        assertThat(part.shape()).isEqualTo(alone.shape());
        float[] expected = alone.toArray();
        float[] numbers = part.toArray();
        for (int number = 0; number < expected.length; number++) {
          assertThat(numbers[number]).isCloseTo(expected[number], within(1e-5f));
        }
      }
    }
    assertThat(sam.encodeAll(List.of())).isEmpty();
  }

  @Test
  void theGeneratorFindsTheSameMasks() {
    GeneratedMasks alone = generate(1);
    GeneratedMasks together = generate(3);
    assertThat(alone.masks()).isNotEmpty();
    assertThat(together.masks()).isEqualTo(alone.masks());
    assertThat(together.dropped()).isEqualTo(alone.dropped());
  }

  private static GeneratedMasks generate(int encodeBatch) {
    Segmenter sam = new Batching(ConformanceModels.segmenter(MODEL), encodeBatch);
    GeneratorSettings settings =
        GeneratorSettings.of(
            Map.of(),
            "points_per_side=8",
            "crop_n_layers=1",
            "pred_iou_thresh=0.5",
            "stability_score_thresh=0.5");
    return new AutomaticMaskGenerator(sam, settings).generate(ConformanceModels.photo(PHOTO));
  }
}
