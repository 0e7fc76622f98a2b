package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.maskfoundry.image.ImageException;

/** Takes images through again and again and watches what the process holds. */
public final class Soak {

  private static final int SAMPLES = 10;

  private final EndToEnd work;
  private final List<Path> images;

  /** A soak over some images, which are taken in turn. */
  public Soak(EndToEnd work, List<Path> images) {
    this.work = work;
    this.images = List.copyOf(images);
  }

  /**
   * What the process held after some images.
   *
   * @param images how many it had done
   * @param heapMegabytes of the heap, after a collection
   * @param residentMegabytes of memory in all; empty where the system does not say
   * @param imagesPerSecond since the sample before
   */
  public record Sample(
      long images,
      double heapMegabytes,
      Optional<Double> residentMegabytes,
      double imagesPerSecond) {

    /** The sample by the names of its parts; what is not known is not there. */
    public Map<String, Object> toMap() {
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("images", images);
      parts.put("heap_megabytes", heapMegabytes);
      residentMegabytes.ifPresent(number -> parts.put("resident_megabytes", number));
      parts.put("images_per_second", imagesPerSecond);
      return parts;
    }
  }

  /** Does so many images; every tenth of them it looks. */
  public List<Sample> run(int count, Consumer<Sample> observer) throws IOException, ImageException {
    List<Sample> samples = new ArrayList<>();
    int each = Math.max(1, count / SAMPLES);
    for (int done = 0; done < count; done += each) {
      List<Path> part = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        part.add(images.get((done + i) % images.size()));
      }
      EndToEnd.Result result = work.run(part);
      System.gc();
      Sample sample =
          new Sample(
              done + each,
              ProcessFigures.heap() / 1e6,
              ProcessMemory.resident().map(bytes -> bytes / 1e6),
              result.images() / result.seconds());
      observer.accept(sample);
      samples.add(sample);
    }
    return samples;
  }
}
