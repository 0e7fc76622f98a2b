package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.scene.SceneRenderer;

/** Images to measure with, and a folder for what is made of them, which goes when it is closed. */
public final class BenchmarkFiles implements AutoCloseable {

  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp", ".bmp");
  private static final int SCENES = 3;
  private static final int HEIGHT = 534;
  private static final int WIDTH = 800;
  private static final int JPEG_QUALITY = 90;

  private final Path folder;
  private final List<Path> images;

  private BenchmarkFiles(Path folder, List<Path> images) {
    this.folder = folder;
    this.images = List.copyOf(images);
  }

  /**
   * The images of a folder in the order of their names, one image, or scenes rendered for the
   * purpose.
   *
   * @param most most images of a folder
   * @throws IOException where there are none
   */
  public static BenchmarkFiles of(Optional<Path> source, int most) throws IOException {
    Path folder = Files.createTempDirectory("maskfoundry-bench");
    return source.isPresent()
        ? new BenchmarkFiles(folder, listed(source.get(), most))
        : new BenchmarkFiles(folder, scenes(folder, SCENES, HEIGHT, WIDTH));
  }

  /** No images, and a folder. */
  public static BenchmarkFiles none() throws IOException {
    return new BenchmarkFiles(Files.createTempDirectory("maskfoundry-bench"), List.of());
  }

  private static List<Path> listed(Path source, int most) throws IOException {
    if (!Files.isDirectory(source)) {
      return List.of(source);
    }
    try (Stream<Path> files = Files.list(source)) {
      List<Path> found = files.filter(BenchmarkFiles::isImage).sorted().limit(most).toList();
      if (found.isEmpty()) {
        throw new IOException("%s: no images there; expected %s".formatted(source, ENDINGS));
      }
      return found;
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** So many rendered scenes of that size, in a folder of their own. */
  public static BenchmarkFiles rendered(int count, int height, int width) throws IOException {
    Path folder = Files.createTempDirectory("maskfoundry-bench");
    Path images = Files.createDirectory(folder.resolve("images"));
    return new BenchmarkFiles(folder, scenes(images, count, height, width));
  }

  /** One rendered scene of that size under so many names, in a folder of its own. */
  public static BenchmarkFiles copies(int count, int height, int width) throws IOException {
    Path folder = Files.createTempDirectory("maskfoundry-bench");
    byte[] scene =
        ImageWriter.jpeg(new SceneRenderer(height, width).render(1).image(), JPEG_QUALITY);
    List<Path> files = new ArrayList<>();
    for (int copy = 1; copy <= count; copy++) {
      files.add(Files.write(folder.resolve("copy-%04d.jpg".formatted(copy)), scene));
    }
    return new BenchmarkFiles(folder, files);
  }

  /** Copies the first images into a folder. */
  static Path part(List<Path> images, int count, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path image : images.subList(0, Math.min(count, images.size()))) {
      Files.copy(image, folder.resolve(image.getFileName()));
    }
    return folder;
  }

  /** Renders scenes into a folder. */
  private static List<Path> scenes(Path folder, int count, int height, int width)
      throws IOException {
    SceneRenderer renderer = new SceneRenderer(height, width);
    List<Path> files = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      Path file = folder.resolve("scene-%04d.png".formatted(seed));
      Files.write(file, ImageWriter.png(renderer.render(seed).image()));
      files.add(file);
    }
    return files;
  }

  /** The images. */
  public List<Path> images() {
    return images;
  }

  /** A folder for what is made of them. */
  public Path output() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
