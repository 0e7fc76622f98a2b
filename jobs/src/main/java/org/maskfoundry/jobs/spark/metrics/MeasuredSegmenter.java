package org.maskfoundry.jobs.spark.metrics;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.SegmenterDescription;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.prompt.Prompt;

/** A model whose calls are told to the process's use of its device. */
public final class MeasuredSegmenter implements Segmenter {

  private final Segmenter model;
  private final DeviceUse use;
  private final AtomicLong toldSplits = new AtomicLong();

  /** Measures a model, which is closed with this. */
  public MeasuredSegmenter(Segmenter model, DeviceUse use) {
    this.model = model;
    this.use = use;
  }

  private <T> T call(Supplier<T> call) {
    try {
      return use.calling(call);
    } finally {
      long now = model.batchSplits();
      use.split(now - Math.min(now, toldSplits.getAndAccumulate(now, Math::max)));
    }
  }

  @Override
  public SegmenterDescription description() {
    return model.description();
  }

  @Override
  public ImageEmbedding encode(RgbImage image) {
    return call(() -> model.encode(image));
  }

  @Override
  public List<ImageEmbedding> encodeAll(List<RgbImage> images) {
    return call(() -> model.encodeAll(images));
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, MaskAnswer answer) {
    return call(() -> model.decode(embedding, prompts, answer));
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, WantedMasks wanted) {
    return call(() -> model.decode(embedding, prompts, wanted));
  }

  @Override
  public long batchSplits() {
    return model.batchSplits();
  }

  @Override
  public void close() {
    model.close();
  }
}
