package org.maskfoundry.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NpyFileTest {

  @Test
  void theHeaderNamesTypeAndShapeAndEndsAlignedAsTheFormatAsks() {
    byte[] file = NpyFile.float32(List.of(new float[] {1, 2}, new float[] {3, -4.5f}), 2, 1, 2);

    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    int headerLength = buffer.getShort(8);
    assertThat((10 + headerLength) % 64).isZero();
    String header = new String(file, 10, headerLength, StandardCharsets.US_ASCII);
    assertThat(header)
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2,1,2,), }")
        .endsWith("\n");
    float[] values = new float[4];
    buffer.position(10 + headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().get(values);
    assertThat(values).containsExactly(1, 2, 3, -4.5f);
    assertThat(file).hasSize(10 + headerLength + 16);
  }

  @Test
  void valuesThatDoNotFillTheShapeAreRefused() {
    assertThatThrownBy(() -> NpyFile.float32(List.of(new float[3]), 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 values")
        .hasMessageContaining("found 3");
  }
}
