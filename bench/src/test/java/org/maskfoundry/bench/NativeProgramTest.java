package org.maskfoundry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.mask.RleMask;

class NativeProgramTest {

  private static final List<RleMask> MASKS =
      List.of(
          BenchmarkImage.blobs().get(0).mask(1500, 2250),
          RleMask.empty(1500, 2250),
          RleMask.full(1500, 2250));

  @TempDir Path folder;

  @Test
  void masksComeBackFromTheFile() throws IOException {
    Path file = folder.resolve("masks.txt");

    MaskFile.write(file, MASKS);

    assertThat(MaskFile.read(file)).isEqualTo(MASKS);
  }

  @Test
  void theProgramComesToTheSameResults() throws IOException, InterruptedException {
    Path file = folder.resolve("masks.txt");
    MaskFile.write(file, MASKS);
    Optional<NativeProgram> program = NativeProgram.compile(Path.of("rle.c"), file);
    assumeThat(program).isPresent();

    Map<String, NativeProgram.Answer> answers = program.get().measure(1);

    for (RleOperation operation : RleOperation.of(RleInputs.of(MASKS))) {
      assertThat(answers.get(operation.name()).check())
          .as(operation.name())
          .isEqualTo(operation.check());
    }
  }
}
