package org.maskfoundry.jobs.spark.output;

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

/**
 * Which images a folder has files of: a part is added for each wave, in one step, so that a killed
 * run loses one wave at most; at the end {@code manifest.jsonl} has a line for each image.
 *
 * @param <L> what is said of an image
 */
public final class Manifest<L extends ManifestLine> {

  /** The file with a line of JSON for each image. */
  public static final String FILE = "manifest.jsonl";

  private static final String PART = "parts/part-%06d.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputFolder folder;
  private final Class<L> type;
  private final Map<String, L> byName = new HashMap<>();
  private int parts;

  private Manifest(OutputFolder folder, Class<L> type) {
    this.folder = folder;
    this.type = type;
  }

  /**
   * What the folder has.
   *
   * @throws IOException where it cannot be read, or a line is damaged
   */
  public static <L extends ManifestLine> Manifest<L> open(OutputFolder folder, Class<L> type)
      throws IOException {
    Manifest<L> manifest = new Manifest<>(folder, type);
    Optional<byte[]> part = folder.read(PART.formatted(0));
    while (part.isPresent()) {
      for (String line : new String(part.get(), StandardCharsets.UTF_8).lines().toList()) {
        manifest.put(manifest.read(line));
      }
      manifest.parts++;
      part = folder.read(PART.formatted(manifest.parts));
    }
    return manifest;
  }

  private L read(String line) throws IOException {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException damaged) {
      throw new IOException(
          "%s/parts: a line is damaged (%s); write to a new folder"
              .formatted(folder.name(), damaged.getOriginalMessage()),
          damaged);
    }
  }

  private void put(L image) {
    byName.put(image.fileName(), image);
  }

  /** The folder as people name it. */
  public String folder() {
    return folder.name();
  }

  /** What is said of an image, empty where it was not tried. */
  public Optional<L> line(String fileName) {
    return Optional.ofNullable(byName.get(fileName));
  }

  /** Adds a wave. */
  public void add(List<L> wave) throws IOException {
    folder.write(PART.formatted(parts), lines(wave));
    parts++;
    wave.forEach(this::put);
  }

  /** Writes the whole manifest, in the order of the images' paths. */
  public void finish() throws IOException {
    folder.write(FILE, lines(new TreeMap<>(byName).values()));
  }

  /** All images that were tried. */
  public Collection<L> images() {
    return byName.values();
  }

  private byte[] lines(Collection<L> images) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (L image : images) {
      lines.append(JSON.writeValueAsString(image)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
