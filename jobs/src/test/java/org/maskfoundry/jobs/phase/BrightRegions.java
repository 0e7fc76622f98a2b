package org.maskfoundry.jobs.phase;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.spark.AnnotatorFactory;
import org.maskfoundry.jobs.spark.FoundMasks;
import org.maskfoundry.jobs.spark.ImageAnnotator;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.segment.GeneratedMask;
import org.maskfoundry.segment.GeneratedMasks;

/**
 * Finds the bright regions of an image, which is quick and always the same.
 *
 * @param millisecondsEach how long an image takes
 */
record BrightRegions(int millisecondsEach) implements AnnotatorFactory {

  /** Images annotated in this process. */
  static final AtomicInteger ANNOTATED = new AtomicInteger();

  @Override
  public ImageAnnotator open() {
    return new ImageAnnotator() {
      @Override
      public FoundMasks annotate(RgbImage image) {
        pause();
        ANNOTATED.incrementAndGet();
        return FoundMasks.of(find(image));
      }

      @Override
      public String device() {
        return "cpu";
      }

      @Override
      public void close() {}
    };
  }

  private void pause() {
    try {
      Thread.sleep(millisecondsEach);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static GeneratedMasks find(RgbImage image) {
    byte[] bright = new byte[image.height() * image.width()];
    for (int i = 0; i < bright.length; i++) {
      bright[i] = (byte) ((image.pixels()[3 * i] & 0xff) > 127 ? 1 : 0);
    }
    List<Integer> whole = List.of(0, 0, image.width(), image.height());
    List<GeneratedMask> masks =
        RleMask.ofBitmap(image.height(), image.width(), bright).components().stream()
            .map(mask -> new GeneratedMask(mask, 0.9, 0.95, whole, List.of(0.5, 0.5)))
            .toList();
    return new GeneratedMasks(masks, Map.of("stability", 1L), Map.of("encode", 0.5));
  }
}
