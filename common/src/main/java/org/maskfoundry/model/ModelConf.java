package org.maskfoundry.model;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code model.conf} says: everything about a model that is not in its weights.
 *
 * @param name the bundle's name
 * @param dialect how its graphs are asked, {@link #CHECKPOINT} for graphs of our own
 * @param imageSize S, side of the square input in pixels
 * @param maskSize m, side of the low-resolution logits
 * @param normalisation how pixels become input
 * @param encoderInput what the encoder takes
 * @param maskThreshold the logit above which a pixel belongs to the mask
 * @param maskPrompts whether a mask may be a prompt
 * @param architecture sizes that a checkpoint's tensors do not show
 * @param files SHA-256 (hex) of each file of the bundle, by name
 * @param defaults settings that suit the model, by name
 */
public record ModelConf(
    String name,
    String dialect,
    int imageSize,
    int maskSize,
    Normalisation normalisation,
    EncoderInput encoderInput,
    float maskThreshold,
    boolean maskPrompts,
    Map<String, Object> architecture,
    Map<String, String> files,
    Map<String, Object> defaults) {

  /** The dialect of bundles made from checkpoints. */
  public static final String CHECKPOINT = "checkpoint";

  /** The name of the file. */
  public static final String FILE_NAME = "model.conf";

  /** What an encoder graph takes. */
  public enum EncoderInput {
    /** Normalised planes {@code [1, 3, S, S]}, padded with zeros. */
    PLANES,
    /** The resized raster {@code [h, w, 3]} with values from 0 to 255; the graph does the rest. */
    RASTER
  }

  /** Copies the maps. */
  public ModelConf {
    architecture = Map.copyOf(architecture);
    files = Map.copyOf(files);
    defaults = Map.copyOf(defaults);
  }

  /**
   * Reads the file's text.
   *
   * @param source the file, for messages
   * @throws ModelException where something is missing or of the wrong kind
   */
  static ModelConf parse(String source, String text) {
    try {
      Config conf = ConfigFactory.parseString(text).resolve();
      return new ModelConf(
          conf.getString("name"),
          conf.getString("dialect"),
          conf.getInt("image_size"),
          conf.getInt("mask_size"),
          new Normalisation(
              conf.getDoubleList("pixel_mean").stream().map(Double::valueOf).toList(),
              conf.getDoubleList("pixel_std").stream().map(Double::valueOf).toList()),
          conf.getEnum(EncoderInput.class, "encoder_input"),
          (float) conf.getDouble("mask_threshold"),
          conf.getBoolean("mask_prompts"),
          section(conf, "architecture").orElse(Map.of()),
          files(conf),
          section(conf, "defaults").orElse(Map.of()));
    } catch (ConfigException | IllegalArgumentException wrong) {
      throw new ModelException(
          "%s: %s; import the model again with import-model"
              .formatted(source, OnnxRuntime.firstLine(wrong.getMessage())),
          wrong);
    }
  }

  private static Optional<Map<String, Object>> section(Config conf, String key) {
    return conf.hasPath(key) ? Optional.of(conf.getObject(key).unwrapped()) : Optional.empty();
  }

  private static Map<String, String> files(Config conf) {
    Map<String, String> files = new TreeMap<>();
    conf.getObject("files")
        .unwrapped()
        .forEach((file, digest) -> files.put(file, digest.toString()));
    return files;
  }

  /** The file's text. */
  String render() {
    Map<String, Object> values = new LinkedHashMap<>(meaning());
    values.put("name", name);
    values.put("defaults", defaults);
    return ConfigValueFactory.fromMap(values)
        .render(
            ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(false)
                .setJson(false)
                .setFormatted(true));
  }

  /**
   * SHA-256 (hex) over what changes a model's answers: neither its name nor its default settings.
   */
  String digest() {
    String canonical = ConfigValueFactory.fromMap(meaning()).render(ConfigRenderOptions.concise());
    return Sha256.hex(canonical);
  }

  private Map<String, Object> meaning() {
    Map<String, Object> values = new TreeMap<>();
    values.put("dialect", dialect);
    values.put("image_size", imageSize);
    values.put("mask_size", maskSize);
    values.put("pixel_mean", normalisation.mean());
    values.put("pixel_std", normalisation.std());
    values.put("encoder_input", encoderInput.name());
    values.put("mask_threshold", (double) maskThreshold);
    values.put("mask_prompts", maskPrompts);
    values.put("architecture", architecture);
    values.put("files", files);
    return values;
  }
}
