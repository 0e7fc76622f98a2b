package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskfoundry.dataset.AutomaticAnnotations;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.export.Sa1bJson;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.Sha256;
import org.maskfoundry.segment.AutomaticMaskGenerator;
import org.maskfoundry.segment.GeneratedMasks;
import org.maskfoundry.segment.GeneratorSettings;

/** The whole way of images, from their files to records of their masks, step by step. */
public final class EndToEnd {

  /** The steps, in their order. */
  public static final List<String> STEPS =
      List.of("decode_image", "encode", "decode", "select", "write");

  private final CountingSegmenter model;
  private final AutomaticMaskGenerator generator;
  private final ImageDecoder decoder;
  private final Path output;

  /**
   * The way of images through a model.
   *
   * @param output the folder that takes the records
   */
  public EndToEnd(Segmenter model, GeneratorSettings settings, ImageSettings images, Path output) {
    this.model = new CountingSegmenter(model);
    this.generator = new AutomaticMaskGenerator(this.model, settings);
    this.decoder = new ImageDecoder(images);
    this.output = output;
  }

  /**
   * What became of the images.
   *
   * @param images how many
   * @param masks masks of all of them
   * @param bytes bytes of the records
   * @param encodes images and crops that were encoded
   * @param prompts prompts that were decoded
   * @param drawn those of them that had a mask to be drawn
   * @param milliseconds by step, for all images together
   * @param seconds from the first image to the last record
   * @param peakResident bytes of memory that the process has held at most; empty where the system
   *     does not say
   */
  public record Result(
      int images,
      long masks,
      long bytes,
      long encodes,
      long prompts,
      long drawn,
      Map<String, Double> milliseconds,
      double seconds,
      Optional<Long> peakResident) {}

  /** Takes the images through, one after the other. */
  public Result run(List<Path> files) throws IOException, ImageException {
    Map<String, Double> milliseconds = new TreeMap<>();
    long masks = 0;
    long bytes = 0;
    long encodes = model.encodes();
    long prompts = model.prompts();
    long drawn = model.drawn();
    long begin = System.nanoTime();
    for (Path file : files) {
      long start = System.nanoTime();
      byte[] content = Files.readAllBytes(file);
      RgbImage image = decoder.decode(content, file.toString());
      long decoded = System.nanoTime();
      GeneratedMasks found = generator.generate(image);
      long generated = System.nanoTime();
      byte[] record = record(file, content, image, found);
      Files.write(output.resolve(file.getFileName() + ".json"), record);
      milliseconds.merge("decode_image", (decoded - start) / 1e6, Double::sum);
      milliseconds.merge("write", (System.nanoTime() - generated) / 1e6, Double::sum);
      found.timings().forEach((step, time) -> milliseconds.merge(step, time, Double::sum));
      masks += found.masks().size();
      bytes += record.length;
    }
    return new Result(
        files.size(),
        masks,
        bytes,
        model.encodes() - encodes,
        model.prompts() - prompts,
        model.drawn() - drawn,
        milliseconds,
        (System.nanoTime() - begin) / 1e9,
        ProcessMemory.peak());
  }

  private byte[] record(Path file, byte[] content, RgbImage image, GeneratedMasks found)
      throws IOException {
    String name = file.getFileName().toString();
    String sha256 = Sha256.hex(content);
    ImageReference reference =
        new ImageReference(
            ImageIdentity.imageId(name, sha256),
            name,
            file.toString(),
            content.length,
            0,
            sha256,
            image.width(),
            image.height());
    return Sa1bJson.record(
        reference,
        AutomaticAnnotations.of(
            reference.imageId(), model.description().digest(), "", found.masks()));
  }
}
