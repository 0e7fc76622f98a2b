package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.scene.Scene;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.mask.RleMask;

/** Scenes for a demo: pictures whose true masks are known. */
final class DemoScenes {

  private static final int HEIGHT = 480;
  private static final int WIDTH = 640;

  /** The embedded detector was trained on scenes of other seeds. */
  private static final int FIRST_SEED = 1;

  private DemoScenes() {}

  /**
   * Puts scenes into a folder; those that are there already stay as they are, so that a rerun has
   * nothing to do.
   *
   * @return the true masks of the objects in each scene, by file name
   */
  static Map<String, List<RleMask>> write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    SceneRenderer renderer = new SceneRenderer(HEIGHT, WIDTH);
    Map<String, List<RleMask>> objects = new ConcurrentHashMap<>();
    IntStream.range(FIRST_SEED, FIRST_SEED + count)
        .parallel()
        .forEach(
            seed -> {
              Scene scene = renderer.render(seed);
              String file = "scene-%03d.png".formatted(seed);
              try {
                DemoImages.put(folder.resolve(file), ImageWriter.png(scene.image()));
              } catch (IOException unwritten) {
                throw new UncheckedIOException(unwritten);
              }
              objects.put(file, scene.objects());
            });
    return new TreeMap<>(objects);
  }
}
