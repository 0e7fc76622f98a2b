package org.maskfoundry.jobs.spark.embed;

import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How embeddings are kept.
 *
 * @param type the number format of the files
 */
public record EmbeddingSettings(EmbeddingType type) {

  /** {@code embedding_type}. */
  public static final Setting<EmbeddingType> EMBEDDING_TYPE =
      Setting.of(
          "embedding_type",
          SettingType.choice(EmbeddingType.class),
          EmbeddingType.FLOAT16,
          "The number format of embedding files");

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(EMBEDDING_TYPE);
  }

  /** The values a command runs with. */
  public static EmbeddingSettings from(Settings settings) {
    return new EmbeddingSettings(settings.get(EMBEDDING_TYPE));
  }
}
