package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.graph.HeadArchitecture;

class DetectorConfTest {

  private static final DetectorConf CONF =
      new DetectorConf(
          "region \"nano\" ü",
          "ab".repeat(32),
          new HeadArchitecture(52, 128, 512, 64),
          "cd".repeat(32),
          Map.of("images", 12, "learning_rate", "0.002", "dataset_digest", "0123"),
          Map.of(
              "ar_10",
              0.4125,
              "ap_50",
              0.125,
              "curve",
              List.of(Map.of("images", 3, "ar_10", 0.25), Map.of("images", 12, "ar_10", 0.75))),
          Map.of("detection_score_thresh", 0.3127));

  @Test
  void whatIsRenderedIsReadAgain() {
    assertThat(DetectorConf.parse("detector.conf", CONF.render())).isEqualTo(CONF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.name",
        "model.digest",
        "head.channels",
        "head.embedding_size",
        "head.image_size",
        "head.width",
        "graph_digest",
        "training",
        "figures",
        "defaults"
      })
  void whatIsMissingIsNamedWithItsFile(String key) {
    String text = CONF.render() + "\n" + key + " = null";

    assertThatThrownBy(() -> DetectorConf.parse("somewhere/detector.conf", text))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("somewhere/detector.conf")
        .hasMessageContaining(key)
        .hasMessageContaining("train-detector");
  }

  @Test
  void aHeadThatCannotBeIsRefused() {
    String text = CONF.render() + "\nhead.width = 12";

    assertThatThrownBy(() -> DetectorConf.parse("detector.conf", text))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("detector.conf: ")
        .hasMessageContaining("width 12");
  }

  @Test
  void whatIsNoConfIsRefused() {
    assertThatThrownBy(() -> DetectorConf.parse("detector.conf", "{ cut"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("detector.conf: ");
  }
}
