package org.maskfoundry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one image needs of memory, each in a process of its own. */
public final class MemoryFigures {

  private static final String HEAP = "-Xmx1g";

  private final Optional<Path> bundle;

  /** Figures of a model; the embedded one where there is none. */
  public MemoryFigures(Optional<Path> bundle) {
    this.bundle = bundle;
  }

  /**
   * What an image needed.
   *
   * @param preset settings by name
   * @param width columns of the image
   * @param height rows of the image
   * @param masks masks that were found
   * @param heapMegabytes of the heap at most, garbage among it
   * @param residentMegabytes of memory at most, in all
   * @param loadedMegabytes of memory with the model loaded, before the image
   */
  public record Result(
      String preset,
      int width,
      int height,
      long masks,
      double heapMegabytes,
      double residentMegabytes,
      double loadedMegabytes) {}

  /** Measures. */
  public Result of(String preset, int width, int height) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            HEAP,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            MemoryProbe.class.getName(),
            preset,
            Integer.toString(width),
            Integer.toString(height)));
    bundle.ifPresent(folder -> command.add(folder.toString()));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          "The process for an image of %dx%d ended with %d"
              .formatted(width, height, process.exitValue()));
    }
    Map<String, Long> figures = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", -1);
      figures.put(words[0], Long.parseLong(words[1]));
    }
    return new Result(
        preset,
        width,
        height,
        figures.get("masks"),
        figures.get("heap") / 1e6,
        figures.get("resident") / 1e6,
        figures.get("loaded") / 1e6);
  }
}
