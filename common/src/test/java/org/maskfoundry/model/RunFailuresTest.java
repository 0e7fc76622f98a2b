package org.maskfoundry.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFailuresTest {

  private static final RunFailures FAILURES = new RunFailures("The detector", "cuda:1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Failed to allocate memory for requested buffer of size 1024",
        "CUDA failure 2: out of memory ; GPU=1",
        "std::bad_alloc",
        "Available memory of 12 is smaller than requested bytes of 1024"
      })
  void fullMemoryIsSaidOfTheDevice(String message) {
    OrtException failure = new OrtException(message + "\nand where in the library");

    assertThat(FAILURES.of(failure, "3 prompt(s)"))
        .isInstanceOf(DeviceMemoryException.class)
        .hasMessage("The memory of cuda:1 is too small for 3 prompt(s): " + message)
        .hasCause(failure);
  }

  @Test
  void allElseIsSaidOfTheModel() {
    assertThat(FAILURES.of(new OrtException("Got invalid dimensions"), "3 prompt(s)"))
        .isInstanceOf(ModelException.class)
        .hasMessage("The detector failed on cuda:1: Got invalid dimensions");
  }
}
