package org.maskfoundry.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

class HalfFloatProperties {

  @Example
  void everyHalfComesBackAsItself() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfFloat.toBits(value)).isEqualTo((short) bits);
      }
    }
  }

  @Example
  void knownValues() {
    assertThat(HalfFloat.toFloat((short) 0x3c00)).isEqualTo(1f);
    assertThat(HalfFloat.toFloat((short) 0xc000)).isEqualTo(-2f);
    assertThat(HalfFloat.toFloat((short) 0x7bff)).isEqualTo(65504f);
    assertThat(HalfFloat.toFloat((short) 0x0001)).isEqualTo((float) Math.pow(2, -24));
    assertThat(HalfFloat.toBits(1e6f)).isEqualTo((short) 0x7c00);
    assertThat(Float.isNaN(HalfFloat.toFloat(HalfFloat.toBits(Float.NaN)))).isTrue();
  }

  @Property
  void theNearestHalfIsTaken(@ForAll @FloatRange(min = -60000, max = 60000) float value) {
    short bits = HalfFloat.toBits(value);
    double error = Math.abs((double) HalfFloat.toFloat(bits) - value);
    for (int neighbour : new int[] {bits - 1, bits + 1}) {
      float other = HalfFloat.toFloat((short) neighbour);
      if (Float.isFinite(other)) {
        assertThat(Math.abs((double) other - value)).isGreaterThanOrEqualTo(error);
      }
    }
  }
}
