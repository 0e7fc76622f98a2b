package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.Sha256;
import org.maskfoundry.model.graph.ForeignGraph;

class DetectorBundleTest {

  private static final DetectorSettings SETTINGS =
      DetectorSettings.from(SettingsResolver.of(DetectorSettings.all()).resolve());

  @TempDir private Path temporary;
  private Path folder;
  private byte[] graph;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("plants with ü"));
    graph = new HandMadeHead(3, 3, 3, 3).graph();
  }

  private DetectorConf conf(String modelName, String modelDigest) {
    return new DetectorConf(
        modelName,
        modelDigest,
        HandMadeHead.SIZES,
        Sha256.hex(graph),
        Map.of("images", 3),
        Map.of("ar_10", 0.5),
        Map.of("detection_score_thresh", 0.25));
  }

  private DetectorBundle write(DetectorConf conf) throws IOException {
    Files.write(folder.resolve("detector.onnx"), graph);
    Files.writeString(folder.resolve("detector.conf"), conf.render());
    return DetectorBundle.open(folder);
  }

  private static byte[] foreign() {
    ForeignGraph graph = new ForeignGraph().input("images", 1, 3, 64, 64);
    String output = graph.floats(new long[] {1, 1, 6}, 16, 24, 48, 40, 0.7f, 5);
    return graph.output(output, "output0", 1, 1, 6).build();
  }

  @Test
  void aFolderOfConfAndGraphIsADetectorOfOurOwn() throws IOException {
    DetectorConf conf = conf("some model", "1234");

    DetectorBundle bundle = write(conf);

    assertThat(bundle.name()).isEqualTo("plants with ü");
    assertThat(bundle.digest()).isEqualTo(Sha256.hex(graph));
    assertThat(bundle.conf()).contains(conf);
    assertThat(bundle.defaults()).containsExactly(Map.entry("detection_score_thresh", 0.25));
    try (Detector detector = bundle.load(SETTINGS, DeviceSettings.cpu())) {
      assertThat(detector).isInstanceOf(EmbeddingDetector.class);
    }
  }

  @Test
  void anOnnxFileIsSomebodyElsesDetector() throws IOException {
    Path file = Files.write(temporary.resolve("yolo.onnx"), foreign());

    DetectorBundle bundle = DetectorBundle.open(file);

    assertThat(bundle.name()).isEqualTo("yolo.onnx");
    assertThat(bundle.digest()).isEqualTo(Sha256.hex(foreign()));
    assertThat(bundle.conf()).isEmpty();
    assertThat(bundle.defaults()).isEmpty();
    assertThatCode(() -> bundle.checkModel(Bundle.embedded())).doesNotThrowAnyException();
    try (Detector detector = bundle.load(SETTINGS, DeviceSettings.cpu())) {
      assertThat(detector).isInstanceOf(OnnxDetector.class);
    }
  }

  @Test
  void itTravelsToOtherProcesses() throws IOException, ClassNotFoundException {
    DetectorBundle bundle = write(conf("some model", "1234"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(bundle);
    }

    DetectorBundle there;
    try (ObjectInputStream stream =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      there = (DetectorBundle) stream.readObject();
    }

    assertThat(there.name()).isEqualTo(bundle.name());
    assertThat(there.digest()).isEqualTo(bundle.digest());
    assertThat(there.conf()).isEqualTo(bundle.conf());
    there.load(SETTINGS, DeviceSettings.cpu()).close();
  }

  @Test
  void aChangedGraphIsRefusedWithBothDigests() throws IOException {
    write(conf("some model", "1234"));
    String trained = Sha256.hex(graph);
    graph[graph.length / 2] ^= 1;
    Files.write(folder.resolve("detector.onnx"), graph);

    assertThatThrownBy(() -> DetectorBundle.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(folder.resolve("detector.onnx").toString())
        .hasMessageContaining(trained)
        .hasMessageContaining(Sha256.hex(graph));
  }

  @Test
  void aFolderWithoutItsGraphIsRefused() throws IOException {
    write(conf("some model", "1234"));
    Files.delete(folder.resolve("detector.onnx"));

    assertThatThrownBy(() -> DetectorBundle.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot be read as a detector")
        .hasMessageContaining("detector.onnx");
  }

  @Test
  void anEmptyConfIsRefused() throws IOException {
    write(conf("some model", "1234"));
    Files.writeString(folder.resolve("detector.conf"), "");

    assertThatThrownBy(() -> DetectorBundle.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(folder.resolve("detector.conf").toString())
        .hasMessageContaining("train-detector");
  }

  @Test
  void aPathWithNeitherIsRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> DetectorBundle.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(folder + ": no detector there")
        .hasMessageContaining("detector.conf")
        .hasMessageContaining("ONNX file");
    assertThatThrownBy(() -> DetectorBundle.open(temporary.resolve("absent")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("absent: no detector there");
  }

  @Test
  void theModelItWasTrainedForIsTaken() throws IOException {
    Bundle model = Bundle.embedded();
    DetectorBundle bundle = write(conf("another name", model.digest()));

    assertThatCode(() -> bundle.checkModel(model)).doesNotThrowAnyException();
  }

  @Test
  void anotherModelIsRefusedNamingBoth() throws IOException {
    Bundle model = Bundle.embedded();
    DetectorBundle bundle = write(conf("some model", "1234"));

    assertThatThrownBy(() -> bundle.checkModel(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("plants with ü")
        .hasMessageContaining("some model (digest 1234)")
        .hasMessageContaining("%s (digest %s)".formatted(model.name(), model.digest()))
        .hasMessageContaining("train-detector");
  }
}
