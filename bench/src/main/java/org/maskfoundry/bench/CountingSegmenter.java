package org.maskfoundry.bench;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.SegmenterDescription;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.prompt.Prompt;

/** Counts what a model is asked. */
final class CountingSegmenter implements Segmenter {

  private final Segmenter model;
  private final LongAdder encodes = new LongAdder();
  private final LongAdder prompts = new LongAdder();
  private final LongAdder drawn = new LongAdder();

  CountingSegmenter(Segmenter model) {
    this.model = model;
  }

  /** Images and crops that were encoded. */
  long encodes() {
    return encodes.sum();
  }

  /** Prompts that were decoded. */
  long prompts() {
    return prompts.sum();
  }

  /** Those of them with a mask that was wanted. */
  long drawn() {
    return drawn.sum();
  }

  @Override
  public SegmenterDescription description() {
    return model.description();
  }

  @Override
  public ImageEmbedding encode(RgbImage image) {
    encodes.increment();
    return model.encode(image);
  }

  @Override
  public List<ImageEmbedding> encodeAll(List<RgbImage> images) {
    encodes.add(images.size());
    return model.encodeAll(images);
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> asked, MaskAnswer answer) {
    return decode(embedding, asked, WantedMasks.all(answer));
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> asked, WantedMasks wanted) {
    DecodedMasks answers = model.decode(embedding, asked, wanted);
    prompts.add(answers.prompts());
    for (int prompt = 0; prompt < answers.prompts(); prompt++) {
      drawn.add(isAnyDrawn(answers, prompt) ? 1 : 0);
    }
    return answers;
  }

  private static boolean isAnyDrawn(DecodedMasks answers, int prompt) {
    for (int mask = 0; mask < answers.masksPerPrompt(); mask++) {
      if (answers.isDrawn(prompt, mask)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    model.close();
  }
}
