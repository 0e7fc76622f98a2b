package org.maskfoundry.jobs.spark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.SegmenterDescription;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

class MeasuredSegmenterTest {

  private static final RgbImage IMAGE = new RgbImage(1, 1, new byte[3]);

  private static final Prompt PROMPT = Prompt.ofPoints(PointPrompt.foreground(0, 0));

  private long nanos;
  private final DeviceUse use = new DeviceUse(() -> nanos);
  private final MeasuredSegmenter measured = new MeasuredSegmenter(new FullDevice(), use);

  @Test
  void everyCallIsBusyTimeAndEverySplitIsTold() {
    measured.encode(IMAGE);
    measured.encodeAll(List.of(IMAGE));
    measured.decode(null, List.of(), MaskAnswer.SINGLE);
    measured.decode(null, List.of(), new WantedMasks(MaskAnswer.SINGLE, 0));

    assertThat(use.total()).isEqualTo(new DeviceUse.Spent(4, 0, 4));
    assertThat(measured.batchSplits()).isEqualTo(4);
  }

  @Test
  void aCallThatFailsIsToldAsWell() {
    assertThatThrownBy(() -> measured.decode(null, List.of(PROMPT), MaskAnswer.SINGLE))
        .isInstanceOf(DeviceMemoryException.class);

    assertThat(use.total()).isEqualTo(new DeviceUse.Spent(1, 0, 1));
    measured.encode(IMAGE);
    assertThat(use.total()).as("no call is left open").isEqualTo(new DeviceUse.Spent(2, 0, 2));
  }

  /** Takes a millisecond for each call, splits a batch in each, and holds no prompt. */
  private final class FullDevice implements Segmenter {

    private long splits;

    private void work() {
      nanos += TimeUnit.MILLISECONDS.toNanos(1);
      splits++;
    }

    @Override
    public SegmenterDescription description() {
      return new SegmenterDescription("full", "d", "cpu", 4, 1, 0, false, 1, 1);
    }

    @Override
    public ImageEmbedding encode(RgbImage image) {
      work();
      return null;
    }

    @Override
    public List<ImageEmbedding> encodeAll(List<RgbImage> images) {
      work();
      return List.of();
    }

    @Override
    public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, MaskAnswer answer) {
      work();
      if (!prompts.isEmpty()) {
        throw new DeviceMemoryException("full", null);
      }
      return null;
    }

    @Override
    public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, WantedMasks wanted) {
      work();
      return null;
    }

    @Override
    public long batchSplits() {
      return splits;
    }

    @Override
    public void close() {}
  }
}
