package org.maskfoundry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.SamArchitecture;

class DeviceFiguresTest {

  private static final double PEAK = 1e15;

  @TempDir private Path folder;

  @Test
  void everyGraphIsMeasuredAndHeardOf() throws Exception {
    RandomSam.Size size = new RandomSam.Size(64, 2, 2, List.of(1));
    Checkpoint checkpoint = RandomSam.write(folder.resolve("random.safetensors"), size);
    SamArchitecture sam = SamArchitecture.of(checkpoint, size.stated(), "random");
    List<DeviceFigures.Figure> heard = new ArrayList<>();
    DeviceFigures figures =
        new DeviceFigures(sam, checkpoint, Device.CPU, Precision.FP32, PEAK, heard::add);

    List<DeviceFigures.Figure> found = new ArrayList<>(figures.encoder(1));
    found.addAll(figures.decoder(2));

    assertThat(heard).isEqualTo(found);
    assertThat(found)
        .extracting(DeviceFigures.Figure::graph)
        .containsExactly(
            "encoder", "decoder, no mask kept", "decoder, 10 % kept", "decoder, all kept");
    assertThat(found)
        .allSatisfy(
            figure -> {
              assertThat(figure.perSecond())
                  .isEqualTo(figure.atOnce() / (figure.milliseconds() / 1e3));
              assertThat(figure.peakShare()).isBetween(0.0, 1.0).isNotZero();
            });
    // What draws more masks computes more for each prompt that it answers.
    DeviceFigures.Figure none = found.get(1);
    DeviceFigures.Figure all = found.get(3);
    assertThat(all.peakShare() / all.perSecond())
        .isGreaterThan(none.peakShare() / none.perSecond());
  }
}
