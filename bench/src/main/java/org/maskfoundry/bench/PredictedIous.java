package org.maskfoundry.bench;

import java.util.Arrays;
import java.util.List;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.PointGrid;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/** What a model predicts of its masks of an image: with random weights no usual threshold fits. */
public final class PredictedIous {

  private static final int POINTS_PER_SIDE = 16;

  private PredictedIous() {}

  /** The predicted IoU that a share, from 0 to 1, of the masks of a grid of 16 x 16 exceeds. */
  public static float threshold(Segmenter model, RgbImage image, double share) {
    List<Prompt> prompts =
        PointGrid.square(POINTS_PER_SIDE).scaledTo(image.width(), image.height()).stream()
            .map((PointPrompt point) -> Prompt.ofPoints(point))
            .toList();
    try (ImageEmbedding embedding = model.encode(image)) {
      int batch = model.description().decodeBatch();
      float[] ious = new float[3 * prompts.size()];
      for (int start = 0; start < prompts.size(); start += batch) {
        List<Prompt> asked = prompts.subList(start, Math.min(start + batch, prompts.size()));
        DecodedMasks answers = model.decode(embedding, asked, MaskAnswer.MULTIPLE);
        answers.predictedIous().get(0, ious, 3 * start, 3 * asked.size());
      }
      Arrays.sort(ious);
      return ious[(int) Math.round((1 - share) * (ious.length - 1))];
    }
  }
}
