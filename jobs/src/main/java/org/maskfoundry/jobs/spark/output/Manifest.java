package org.maskfoundry.jobs.spark.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.table.ListedImage;

/**
 * Which embeddings a folder has: a part is added for each wave, in one step, so that a killed run
 * loses one wave at most; at the end {@code manifest.jsonl} has a line for each image.
 */
public final class Manifest {

  /** The file with a line of JSON for each image. */
  public static final String FILE = "manifest.jsonl";

  private static final String PART = "parts/part-%06d.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputFolder folder;
  private final Map<String, EmbeddedImage> byName = new HashMap<>();
  private int parts;

  private Manifest(OutputFolder folder) {
    this.folder = folder;
  }

  /** What the folder has. */
  public static Manifest open(OutputFolder folder) throws IOException {
    Manifest manifest = new Manifest(folder);
    Optional<byte[]> part = folder.read(PART.formatted(0));
    while (part.isPresent()) {
      for (String line : new String(part.get(), StandardCharsets.UTF_8).lines().toList()) {
        manifest.put(read(line, folder.name()));
      }
      manifest.parts++;
      part = folder.read(PART.formatted(manifest.parts));
    }
    return manifest;
  }

  private static EmbeddedImage read(String line, String folder) throws IOException {
    try {
      return JSON.readValue(line, EmbeddedImage.class);
    } catch (JsonProcessingException damaged) {
      throw new IOException(
          "%s/parts: a line is damaged (%s); embed into a new folder"
              .formatted(folder, damaged.getOriginalMessage()),
          damaged);
    }
  }

  private void put(EmbeddedImage image) {
    byName.put(image.fileName(), image);
  }

  /** Whether an image's embedding is there and still the one that would be computed. */
  public boolean has(ListedImage image, String work) {
    EmbeddedImage known = byName.get(image.fileName());
    return known != null && known.isOf(image, work);
  }

  /** Adds a wave. */
  public void add(List<EmbeddedImage> wave) throws IOException {
    folder.write(PART.formatted(parts), lines(wave));
    parts++;
    wave.forEach(this::put);
  }

  /** Writes the whole manifest, in the order of the images' paths. */
  public void finish() throws IOException {
    folder.write(FILE, lines(new TreeMap<>(byName).values()));
  }

  /** All images that were tried. */
  public Collection<EmbeddedImage> images() {
    return byName.values();
  }

  private static byte[] lines(Collection<EmbeddedImage> images) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (EmbeddedImage image : images) {
      lines.append(JSON.writeValueAsString(image)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
