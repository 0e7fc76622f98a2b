package org.maskfoundry.detect;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.graph.HeadArchitecture;

/**
 * What {@code detector.conf} says of a detector of our own.
 *
 * @param modelName name of the model whose embeddings it looks at
 * @param modelDigest SHA-256 (hex) of that model
 * @param head its sizes
 * @param graphDigest SHA-256 (hex) of {@link #GRAPH}
 * @param training what it was trained on and how, by name
 * @param figures how good it is on images it was not trained on, by name
 * @param defaults settings that suit it, by name
 */
public record DetectorConf(
    String modelName,
    String modelDigest,
    HeadArchitecture head,
    String graphDigest,
    Map<String, Object> training,
    Map<String, Object> figures,
    Map<String, Object> defaults) {

  /** The name of the file. */
  public static final String FILE_NAME = "detector.conf";

  /** The name of the ONNX model beside it. */
  public static final String GRAPH = "detector.onnx";

  /** Copies the maps. */
  public DetectorConf {
    training = Map.copyOf(training);
    figures = Map.copyOf(figures);
    defaults = Map.copyOf(defaults);
  }

  /**
   * Reads the file's text.
   *
   * @param source the file, for messages
   * @throws ModelException where something is missing or of the wrong kind
   */
  static DetectorConf parse(String source, String text) {
    try {
      Config conf = ConfigFactory.parseString(text).resolve();
      return new DetectorConf(
          conf.getString("model.name"),
          conf.getString("model.digest"),
          new HeadArchitecture(
              conf.getInt("head.channels"),
              conf.getInt("head.embedding_size"),
              conf.getInt("head.image_size"),
              conf.getInt("head.width")),
          conf.getString("graph_digest"),
          conf.getObject("training").unwrapped(),
          conf.getObject("figures").unwrapped(),
          conf.getObject("defaults").unwrapped());
    } catch (ConfigException | IllegalArgumentException wrong) {
      throw new ModelException(
          "%s: %s; train the detector again with train-detector"
              .formatted(source, wrong.getMessage()),
          wrong);
    }
  }

  /** The file's text. */
  public String render() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("model", Map.of("name", modelName, "digest", modelDigest));
    values.put(
        "head",
        Map.of(
            "channels", head.channels(),
            "embedding_size", head.embeddingSize(),
            "image_size", head.imageSize(),
            "width", head.width()));
    values.put("graph_digest", graphDigest);
    values.put("training", training);
    values.put("figures", figures);
    values.put("defaults", defaults);
    return ConfigValueFactory.fromMap(values)
        .toConfig()
        .root()
        .render(
            ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(false)
                .setJson(false)
                .setFormatted(true));
  }
}
