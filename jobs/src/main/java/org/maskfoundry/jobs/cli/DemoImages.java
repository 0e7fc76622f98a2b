package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.scene.Scene;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.mask.RleMask;

/** The demo's own images: photos in the public domain, and scenes whose true masks are known. */
final class DemoImages {

  private static final String RESOURCES = "/org/maskfoundry/demo/";
  private static final List<String> FILES =
      List.of("astronaut.jpg", "coffee.jpg", "rocket.jpg", "CREDITS.md");
  private static final int SCENES = 6;
  private static final int SCENE_HEIGHT = 480;
  private static final int SCENE_WIDTH = 640;

  private DemoImages() {}

  /**
   * Puts the images into a folder; files that are there already stay as they are, so that a rerun
   * has nothing to do.
   *
   * @return the true masks of the objects in each scene, by file name
   */
  static Map<String, List<RleMask>> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : FILES) {
      try (InputStream content = DemoImages.class.getResourceAsStream(RESOURCES + file)) {
        put(folder.resolve(file), content.readAllBytes());
      }
    }
    SceneRenderer renderer = new SceneRenderer(SCENE_HEIGHT, SCENE_WIDTH);
    Map<String, List<RleMask>> objects = new LinkedHashMap<>();
    for (int number = 1; number <= SCENES; number++) {
      Scene scene = renderer.render(number);
      String file = "scene-" + number + ".png";
      put(folder.resolve(file), ImageWriter.png(scene.image()));
      objects.put(file, scene.objects());
    }
    return objects;
  }

  /** Writes a file unless it is there as it would be. */
  static void put(Path file, byte[] content) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      OutputFile.write(file, content);
    }
  }
}
