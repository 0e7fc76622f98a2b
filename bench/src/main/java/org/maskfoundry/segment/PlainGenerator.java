package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.maskfoundry.bench.PlainUpsampling;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelFrame;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/**
 * The automatic generator as it is elsewhere, in its order of steps: all three masks of a point are
 * brought to the image's size, then filtered, measured and encoded over arrays. For comparison with
 * {@link AutomaticMaskGenerator}; of the image alone, without crops and clean-up. It lies in this
 * package because it shares the suppression with it.
 */
public final class PlainGenerator {

  private final Segmenter segmenter;
  private final GeneratorSettings settings;

  /** A generator over a loaded model; of the settings those of crops and regions are ignored. */
  public PlainGenerator(Segmenter segmenter, GeneratorSettings settings) {
    this.segmenter = segmenter;
    this.settings = settings;
  }

  /** The masks of an image. */
  public List<GeneratedMask> generate(RgbImage image) {
    List<PointPrompt> points = settings.grid(0).scaledTo(image.width(), image.height());
    int batch = settings.pointsPerBatch();
    List<GeneratedMask> masks = new ArrayList<>();
    try (ImageEmbedding embedding = segmenter.encode(image)) {
      PlainUpsampling upsampling = upsampling(embedding.frame());
      for (int start = 0; start < points.size(); start += batch) {
        List<PointPrompt> asked = points.subList(start, Math.min(start + batch, points.size()));
        List<Prompt> prompts = asked.stream().map(Prompt::ofPoints).toList();
        DecodedMasks answers = segmenter.decode(embedding, prompts, MaskAnswer.MULTIPLE);
        addMasks(answers, asked, upsampling, image, masks);
      }
    }
    return withoutDuplicates(masks);
  }

  private PlainUpsampling upsampling(ModelFrame frame) {
    return new PlainUpsampling(
        segmenter.description().maskSize(),
        frame.modelSize(),
        frame.resizedHeight(),
        frame.resizedWidth(),
        frame.imageHeight(),
        frame.imageWidth());
  }

  private void addMasks(
      DecodedMasks answers,
      List<PointPrompt> points,
      PlainUpsampling upsampling,
      RgbImage image,
      List<GeneratedMask> masks) {
    float offset = (float) settings.stabilityScoreOffset();
    for (int prompt = 0; prompt < answers.prompts(); prompt++) {
      for (int mask = 0; mask < answers.masksPerPrompt(); mask++) {
        float[] logits = upsampling.upsample(answers.logits(prompt, mask));
        float iou = answers.predictedIou(prompt, mask);
        if (iou <= settings.leastPredictedIou()) {
          continue;
        }
        float stability =
            (float) PlainUpsampling.area(logits, offset) / PlainUpsampling.area(logits, -offset);
        if (stability >= (float) settings.stabilityScoreThresh()) {
          PointPrompt point = points.get(prompt);
          masks.add(
              new GeneratedMask(
                  upsampling.mask(logits, segmenter.description().maskThreshold()),
                  iou,
                  stability,
                  List.of(0, 0, image.width(), image.height()),
                  List.of(point.x(), point.y())));
        }
      }
    }
  }

  private List<GeneratedMask> withoutDuplicates(List<GeneratedMask> masks) {
    List<MaskBox> boxes = masks.stream().map(GeneratedMask::mask).map(PlainGenerator::box).toList();
    double[] scores =
        IntStream.range(0, masks.size()).mapToDouble(i -> masks.get(i).predictedIou()).toArray();
    return BoxNms.keep(boxes, scores, settings.boxNmsThresh()).stream().map(masks::get).toList();
  }

  private static MaskBox box(RleMask mask) {
    return mask.isEmpty() ? new MaskBox(0, 0, 0, 0) : mask.box();
  }
}
