package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelFrame;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.prompt.CropBox;
import org.maskfoundry.prompt.CropPlan;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/**
 * Finds the masks of an image without being told where: a grid of points on the image and on its
 * crops, three masks for each point, filtered, deduplicated and cleaned. Gives what the public
 * {@code SamAutomaticMaskGenerator} gives under the same settings (Segment Anything, section 4 and
 * appendix B). Safe for use by several threads at once, as its segmenter is.
 */
public final class AutomaticMaskGenerator {

  private final Segmenter segmenter;
  private final GeneratorSettings settings;

  /** A generator over a loaded model; the segmenter stays the caller's to close. */
  public AutomaticMaskGenerator(Segmenter segmenter, GeneratorSettings settings) {
    this.segmenter = segmenter;
    this.settings = settings;
  }

  /**
   * The masks of an image, in the image's frame; none is a valid answer.
   *
   * @throws org.maskfoundry.model.DeviceMemoryException where the device cannot hold one crop or
   *     prompt
   */
  public GeneratedMasks generate(RgbImage image) {
    DropCounts dropped = new DropCounts();
    StepTimer timer = new StepTimer();
    List<CropBox> crops =
        CropPlan.of(
            image.width(), image.height(), settings.cropNLayers(), settings.cropOverlapRatio());
    CandidateFilter filter =
        new CandidateFilter(
            settings,
            segmenter.description().maskThreshold(),
            image.height(),
            image.width(),
            dropped);
    List<Candidate> candidates = new ArrayList<>();
    List<CropBox> asked = crops.stream().filter(crop -> !points(crop).isEmpty()).toList();
    int batch = segmenter.description().encodeBatch();
    for (int start = 0; start < asked.size(); start += batch) {
      List<CropBox> together = asked.subList(start, Math.min(start + batch, asked.size()));
      candidates.addAll(processCrops(image, together, filter, dropped, timer));
    }
    List<GeneratedMask> masks =
        timer.time("select", () -> select(candidates, crops.size(), image, dropped));
    return new GeneratedMasks(masks, dropped.toMap(), timer.toMap());
  }

  private List<PointPrompt> points(CropBox crop) {
    return settings.grid(crop.layer()).scaledTo(crop.width(), crop.height());
  }

  /** Crops that are encoded together. */
  private List<Candidate> processCrops(
      RgbImage image,
      List<CropBox> crops,
      CandidateFilter filter,
      DropCounts dropped,
      StepTimer timer) {
    List<Candidate> candidates = new ArrayList<>();
    List<ImageEmbedding> embeddings = timer.time("encode", () -> encode(image, crops));
    try {
      for (int i = 0; i < crops.size(); i++) {
        candidates.addAll(processCrop(embeddings.get(i), crops.get(i), filter, dropped, timer));
        embeddings.get(i).close();
      }
    } finally {
      embeddings.forEach(ImageEmbedding::close);
    }
    return candidates;
  }

  private List<ImageEmbedding> encode(RgbImage image, List<CropBox> crops) {
    return segmenter.encodeAll(
        crops.stream()
            .map(crop -> image.crop(crop.left(), crop.top(), crop.width(), crop.height()))
            .toList());
  }

  private List<Candidate> processCrop(
      ImageEmbedding embedding,
      CropBox crop,
      CandidateFilter filter,
      DropCounts dropped,
      StepTimer timer) {
    List<Candidate> candidates = new ArrayList<>();
    List<PointPrompt> points = points(crop);
    LogitUpsampler upsampler = upsampler(embedding.frame());
    int batch = Math.min(settings.pointsPerBatch(), segmenter.description().decodeBatch());
    for (int start = 0; start < points.size(); start += batch) {
      List<PointPrompt> asked = points.subList(start, Math.min(start + batch, points.size()));
      DecodedMasks answers = timer.time("decode", () -> decode(embedding, asked));
      candidates.addAll(
          timer.time("select", () -> filter.candidates(answers, asked, crop, upsampler)));
    }
    return timer.time("select", () -> withoutDuplicates(candidates, dropped));
  }

  private DecodedMasks decode(ImageEmbedding embedding, List<PointPrompt> points) {
    List<Prompt> prompts = points.stream().map(Prompt::ofPoints).toList();
    return segmenter.decode(
        embedding, prompts, new WantedMasks(MaskAnswer.MULTIPLE, settings.leastPredictedIou()));
  }

  private LogitUpsampler upsampler(ModelFrame frame) {
    return new LogitUpsampler(
        segmenter.description().maskSize(),
        frame.modelSize(),
        frame.resizedHeight(),
        frame.resizedWidth(),
        frame.imageHeight(),
        frame.imageWidth());
  }

  private List<Candidate> withoutDuplicates(List<Candidate> candidates, DropCounts dropped) {
    double[] scores = candidates.stream().mapToDouble(Candidate::predictedIou).toArray();
    List<Candidate> kept = suppress(candidates, scores, settings.boxNmsThresh());
    dropped.add(DropReason.DUPLICATE_IN_CROP, candidates.size() - kept.size());
    return kept;
  }

  private List<GeneratedMask> select(
      List<Candidate> candidates, int crops, RgbImage image, DropCounts dropped) {
    List<Candidate> kept = candidates;
    if (crops > 1) {
      double[] scores =
          candidates.stream().mapToDouble(candidate -> 1.0 / candidate.crop().area()).toArray();
      kept = suppress(candidates, scores, settings.cropNmsThresh());
      dropped.add(DropReason.DUPLICATE_ACROSS_CROPS, candidates.size() - kept.size());
    }
    List<GeneratedMask> masks = kept.stream().map(candidate -> inImage(candidate, image)).toList();
    if (settings.minMaskRegionArea() > 0) {
      masks = new SmallRegions(settings, dropped).mend(masks);
    }
    return atMost(masks, dropped);
  }

  private static List<Candidate> suppress(
      List<Candidate> candidates, double[] scores, double threshold) {
    List<MaskBox> boxes = candidates.stream().map(Candidate::box).toList();
    return BoxNms.keep(boxes, scores, threshold).stream().map(candidates::get).toList();
  }

  private static GeneratedMask inImage(Candidate candidate, RgbImage image) {
    CropBox crop = candidate.crop();
    return new GeneratedMask(
        candidate.mask().paste(image.height(), image.width(), crop.left(), crop.top()),
        candidate.predictedIou(),
        candidate.stabilityScore(),
        List.of(crop.left(), crop.top(), crop.width(), crop.height()),
        List.of(candidate.x(), candidate.y()));
  }

  /** The {@code max_masks} masks of the highest predicted IoU, in the order they have. */
  private List<GeneratedMask> atMost(List<GeneratedMask> masks, DropCounts dropped) {
    if (settings.maxMasks().isEmpty() || masks.size() <= settings.maxMasks().get()) {
      return masks;
    }
    int limit = settings.maxMasks().get();
    dropped.add(DropReason.MAX_MASKS, masks.size() - limit);
    Set<Integer> best =
        IntStream.range(0, masks.size())
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -masks.get(index).predictedIou()))
            .limit(limit)
            .collect(Collectors.toSet());
    return IntStream.range(0, masks.size()).filter(best::contains).mapToObj(masks::get).toList();
  }
}
