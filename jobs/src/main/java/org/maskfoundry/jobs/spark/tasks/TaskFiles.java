package org.maskfoundry.jobs.spark.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.maskfoundry.annotation.ProposalWriter;
import org.maskfoundry.annotation.ProposedImage;
import org.maskfoundry.annotation.ProposedMask;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.spark.output.OutputFolder;

/** Writes rows as tasks of a tool: one file, or one for each batch of images, and a manifest. */
public final class TaskFiles {

  /** The file with a line of JSON for each image. */
  public static final String MANIFEST = "tasks-manifest.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AnnotationTool tool;
  private final AddressTemplate address;
  private final ShownPictures pictures;
  private final Optional<Integer> batchImages;

  /**
   * Tasks of a kind.
   *
   * @param address how the tool finds pictures
   * @param pictures which pictures it shows
   * @param batchImages images of a file, empty for one file
   */
  public TaskFiles(
      AnnotationTool tool,
      AddressTemplate address,
      ShownPictures pictures,
      Optional<Integer> batchImages) {
    this.tool = tool;
    this.address = address;
    this.pictures = pictures;
    this.batchImages = batchImages;
  }

  /**
   * Writes them; files of an earlier time that are no part of it are removed.
   *
   * @param rows rows without errors, in the order of the tasks
   * @param modelNames the name of the model of a run, by the run's id
   */
  public TaskCounts write(
      OutputFolder folder, Iterator<ImageRow> rows, Function<String, String> modelNames)
      throws IOException {
    Set<String> stale = earlier(folder);
    TaskCounts counts;
    try (Batches batches = new Batches(folder, modelNames)) {
      while (rows.hasNext()) {
        batches.add(rows.next());
      }
      counts = batches.end();
    }
    stale.removeAll(counts.files());
    for (String file : stale) {
      folder.delete(file);
    }
    return counts;
  }

  private static Set<String> earlier(OutputFolder folder) throws IOException {
    Set<String> files = new HashSet<>();
    Optional<byte[]> manifest = folder.read(MANIFEST);
    if (manifest.isPresent()) {
      for (String line : new String(manifest.get(), StandardCharsets.UTF_8).lines().toList()) {
        file(line).filter(OutputFolder::holds).ifPresent(files::add);
      }
    }
    return files;
  }

  /** The file of a line; none where a killed run left half a line. */
  private static Optional<String> file(String line) {
    try {
      return Optional.of(JSON.readValue(line, TaskLine.class).tasks());
    } catch (JsonProcessingException cutOff) {
      return Optional.empty();
    }
  }

  /** The files as they are written, one after the other. */
  private final class Batches implements Closeable {

    private final OutputFolder folder;
    private final Function<String, String> modelNames;
    private final Map<String, String> knownNames = new HashMap<>();
    private final OutputStream manifest;
    private final List<String> files = new ArrayList<>();
    private ProposalWriter batch;
    private OutputStream stream;
    private int inBatch;
    private long images;
    private long masks;
    private long unpainted;

    Batches(OutputFolder folder, Function<String, String> modelNames) throws IOException {
      this.folder = folder;
      this.modelNames = modelNames;
      this.manifest = new BufferedOutputStream(folder.create(MANIFEST));
    }

    void add(ImageRow row) throws IOException {
      Optional<String> picture = pictures.of(row.image());
      if (picture.isEmpty()) {
        unpainted++;
        return;
      }
      if (batch == null || batchImages.filter(most -> most == inBatch).isPresent()) {
        begin();
      }
      String shown = address.of(row.image(), picture.get());
      batch.write(proposed(row, shown));
      inBatch++;
      images++;
      masks += row.annotations().size();
      TaskLine line =
          new TaskLine(
              row.image().fileName(),
              row.image().imageId(),
              shown,
              files.get(files.size() - 1),
              row.annotations().size());
      manifest.write(JSON.writeValueAsBytes(line));
      manifest.write('\n');
    }

    private void begin() throws IOException {
      endBatch();
      files.add(batchImages.isPresent() ? tool.file(files.size() + 1) : tool.file());
      stream = new BufferedOutputStream(folder.create(files.get(files.size() - 1)));
      batch = tool.writer(stream);
    }

    private ProposedImage proposed(ImageRow row, String shown) {
      return new ProposedImage(
          shown,
          row.image().fileName(),
          knownNames.computeIfAbsent(row.provenance().runId(), modelNames),
          row.image().height(),
          row.image().width(),
          row.annotations().stream()
              .map(
                  mask ->
                      new ProposedMask(
                          Long.toString(mask.id()), mask.mask(), mask.predictedIou().orElse(0.0)))
              .toList());
    }

    /** A dataset without images is a file without tasks. */
    TaskCounts end() throws IOException {
      if (files.isEmpty()) {
        begin();
      }
      endBatch();
      return new TaskCounts(images, masks, unpainted, files);
    }

    private void endBatch() throws IOException {
      if (batch != null) {
        ProposalWriter ended = batch;
        batch = null;
        inBatch = 0;
        try (OutputStream closing = stream) {
          ended.close();
          closing.flush();
        }
      }
    }

    @Override
    public void close() throws IOException {
      try (OutputStream closing = manifest) {
        endBatch();
        closing.flush();
      }
    }
  }
}
