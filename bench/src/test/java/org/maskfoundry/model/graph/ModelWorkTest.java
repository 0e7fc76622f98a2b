package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelWorkTest {

  private static SamArchitecture sam(int width, int depth, int heads, int everyGlobal) {
    List<Integer> global =
        IntStream.rangeClosed(1, 4).map(i -> i * everyGlobal - 1).boxed().toList();
    return new SamArchitecture(1024, 16, width, depth, heads, 14, global, 256, 8);
  }

  /** Figures that others have published of these encoders. */
  @ParameterizedTest
  @CsvSource({"768, 12, 12, 486", "1024, 24, 16, 1493", "1280, 32, 16, 2980"})
  void theEncodersWorkIsWhatIsKnown(int width, int depth, int heads, double giga) {
    ModelWork work = new ModelWork(sam(width, depth, heads, depth / 4), DecoderLayout.FACTORED);

    assertThat(work.encode() / 1e9).isCloseTo(giga, within(0.005 * giga));
  }

  @Test
  void aPromptCostsATwelfthOfThePublicDecodersAndOneThatIsDrawnAQuarter() {
    ModelWork work = new ModelWork(sam(768, 12, 12, 3), DecoderLayout.FACTORED);
    double ofPublic = 1.81e9;

    assertThat((work.prompt() + work.drawing()) / ofPublic).isBetween(0.2, 0.28);
    assertThat(work.prompt() / ofPublic).isBetween(0.07, 0.1);
  }

  @Test
  void aPromptWithAnImageOfItsOwnStillCostsLessThanHalfOfThePublicDecoders() {
    ModelWork work = new ModelWork(sam(768, 12, 12, 3), DecoderLayout.WHOLE);
    double ofPublic = 1.81e9;

    assertThat((work.prompt() + work.drawing()) / ofPublic).isBetween(0.4, 0.5);
    assertThat(work.prompt() / ofPublic).isBetween(0.17, 0.2);
  }
}
