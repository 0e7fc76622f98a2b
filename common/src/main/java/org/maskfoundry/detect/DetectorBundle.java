package org.maskfoundry.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.Sha256;

/**
 * A detector with what is known of it: a folder that {@code train-detector} made, or the ONNX file
 * of somebody else's detector.
 */
public final class DetectorBundle implements Serializable {

  private static final long serialVersionUID = 1;
  private static final String EMBEDDED = "region_nano";

  private final String name;
  private final byte[] graph;
  private final String digest;
  // Text, because records of other people's libraries are not serializable.
  private final String conf;

  private DetectorBundle(String name, byte[] graph, String conf) {
    this.name = name;
    this.graph = graph;
    this.digest = Sha256.hex(graph);
    this.conf = conf;
  }

  /** The detector over the embedded model, trained on rendered scenes. */
  public static DetectorBundle embedded() {
    return new DetectorBundle(
        EMBEDDED + " detector",
        resource(DetectorConf.GRAPH),
        new String(resource(DetectorConf.FILE_NAME), StandardCharsets.UTF_8));
  }

  private static byte[] resource(String name) {
    try (InputStream stream = DetectorBundle.class.getResourceAsStream(EMBEDDED + "/" + name)) {
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * The detector at a place.
   *
   * @param path a folder made by {@code train-detector}, or an ONNX file
   * @throws ModelException where there is neither, or a file is not the one that was trained
   */
  public static DetectorBundle open(Path path) {
    Path conf = path.resolve(DetectorConf.FILE_NAME);
    try {
      if (Files.isRegularFile(conf)) {
        DetectorBundle bundle =
            new DetectorBundle(
                path.getFileName().toString(),
                Files.readAllBytes(path.resolve(DetectorConf.GRAPH)),
                Files.readString(conf));
        bundle.checkDigest(path);
        return bundle;
      }
      if (Files.isRegularFile(path)) {
        return new DetectorBundle(path.getFileName().toString(), Files.readAllBytes(path), "");
      }
    } catch (IOException unreadable) {
      throw new ModelException(
          "%s: cannot be read as a detector: %s".formatted(path, unreadable.getMessage()),
          unreadable);
    }
    throw new ModelException(
        "%s: no detector there; expected a folder made by train-detector (with %s) or an ONNX file"
            .formatted(path, DetectorConf.FILE_NAME));
  }

  private void checkDigest(Path folder) {
    // The file is there, so it must say something.
    String source = folder.resolve(DetectorConf.FILE_NAME).toString();
    String expected = DetectorConf.parse(source, conf).graphDigest();
    if (!expected.equals(digest)) {
      throw new ModelException(
          "%s: SHA-256 is %s, %s says %s; the file was changed or cut, train the detector again"
              .formatted(
                  folder.resolve(DetectorConf.GRAPH), digest, DetectorConf.FILE_NAME, expected));
    }
  }

  /** What the detector is called. */
  public String name() {
    return name;
  }

  /** SHA-256 (hex) of the ONNX model. */
  public String digest() {
    return digest;
  }

  /** What is known of a detector of our own; empty for others. */
  public Optional<DetectorConf> conf() {
    return conf.isEmpty()
        ? Optional.empty()
        : Optional.of(DetectorConf.parse(name + "/" + DetectorConf.FILE_NAME, conf));
  }

  /** Settings that suit the detector, by name. */
  public Map<String, Object> defaults() {
    return conf().map(DetectorConf::defaults).orElse(Map.of());
  }

  /**
   * Refuses a model whose embeddings the detector does not know.
   *
   * @throws ModelException where it was trained for another model
   */
  public void checkModel(Bundle model) {
    conf()
        .filter(known -> !known.modelDigest().equals(model.digest()))
        .ifPresent(
            other -> {
              throw new ModelException(
                  "The detector %s looks at embeddings of %s (digest %s); the model here is %s (digest %s). Use that model, or train a detector of this one with train-detector"
                      .formatted(
                          name,
                          other.modelName(),
                          other.modelDigest(),
                          model.name(),
                          model.digest()));
            });
  }

  /**
   * Loads the detector; the caller closes it.
   *
   * @throws ModelException where it cannot be loaded on the device, or is of no known family
   */
  public Detector load(DetectorSettings settings, DeviceSettings device) {
    return conf.isEmpty()
        ? OnnxDetector.load(graph, settings, device)
        : EmbeddingDetector.load(graph, settings, device);
  }
}
