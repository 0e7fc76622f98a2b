package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.segment.AutomaticMaskGenerator;
import org.maskfoundry.segment.GeneratorOptions;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * Finds the masks of one image in a process that does nothing else, and prints what the process
 * held at most: {@link MemoryFigures} starts it. Arguments are a preset, width, height, and the
 * bundle's folder where it is not the embedded model.
 */
public final class MemoryProbe {

  private static final int TILE = 8;

  private MemoryProbe() {}

  /** Prints heap, resident memory and resident memory of the loaded model, in bytes. */
  public static void main(String[] arguments) throws IOException {
    Bundle bundle = arguments.length > 3 ? Bundle.open(Path.of(arguments[3])) : Bundle.embedded();
    GeneratorSettings settings =
        GeneratorSettings.from(
            SettingsResolver.of(GeneratorOptions.all())
                .model(bundle.source(), bundle.defaults())
                .preset(arguments[0])
                .resolve());
    RgbImage image = image(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    try (Segmenter segmenter = bundle.load(DeviceSettings.cpu())) {
      System.gc();
      ProcessFigures.resetPeakHeap();
      Optional<Long> loaded = ProcessMemory.resident();
      int masks = new AutomaticMaskGenerator(segmenter, settings).generate(image).masks().size();
      Map<String, Object> figures =
          Map.of(
              "heap", ProcessFigures.peakHeap(),
              "resident", ProcessMemory.peak().orElse(-1L),
              "loaded", loaded.orElse(-1L),
              "masks", masks);
      figures.forEach((name, value) -> System.out.println(name + " " + value));
    }
  }

  /** A scene whose pixels are repeated: to render one of that size would take minutes. */
  private static RgbImage image(int width, int height) {
    int smallWidth = (width + TILE - 1) / TILE;
    int smallHeight = (height + TILE - 1) / TILE;
    byte[] small = new SceneRenderer(smallHeight, smallWidth).render(1).image().pixels();
    byte[] pixels = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            small, 3 * (y / TILE * smallWidth + x / TILE), pixels, 3 * (y * width + x), 3);
      }
    }
    return new RgbImage(height, width, pixels);
  }
}
