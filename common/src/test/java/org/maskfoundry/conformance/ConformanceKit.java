package org.maskfoundry.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.maskfoundry.mask.RleMask;

/**
 * What the public implementations answer, where the kit is present; tests are skipped where it is
 * not.
 */
public final class ConformanceKit {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConformanceKit() {}

  /** A file or folder of the kit; skips the test where there is no kit. */
  public static Path path(String relative) {
    String folder = System.getProperty("conformance.kit", "");
    assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder)), "skipped: no conformance kit");
    return Path.of(folder).resolve(relative);
  }

  /** A JSON file of the kit. */
  public static JsonNode json(String relative) {
    try {
      return JSON.readTree(path(relative).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Names of the files of a folder that end in {@code suffix}, in order; empty where there is no
   * kit.
   */
  public static List<String> names(String folder, String suffix) {
    String kit = System.getProperty("conformance.kit", "");
    if (kit.isEmpty() || !Files.isDirectory(Path.of(kit, folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(kit, folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A mask as the kit states it. */
  public static RleMask mask(JsonNode segmentation) {
    return RleMask.ofCocoString(
        segmentation.get("size").get(0).asInt(),
        segmentation.get("size").get(1).asInt(),
        segmentation.get("counts").asText());
  }
}
