package org.maskfoundry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class CudaLibrariesTest {

  @Test
  void whatTheLinkerDoesNotFindIsNamed() {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");

    assertThat(CudaLibraries.missing(List.of("libc.so.6", "libcuda-of-nobody.so.1", "libm.so.6")))
        .containsExactly("libcuda-of-nobody.so.1");
  }

  @Test
  void lookingLeavesNativeMemoryWithoutAnotherLimit() {
    assertThat(CudaLibraries.missing(Device.Kind.CUDA)).isNotNull();

    assertThat(Pointer.maxPhysicalBytes()).isZero();
  }

  @Test
  void aProcessorNeedsNone() {
    assertThat(CudaLibraries.missing(Device.Kind.CPU)).isEmpty();
  }
}
