package org.maskfoundry.model;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * The native libraries that ONNX Runtime takes from the machine for a GPU, by the names its linker
 * looks for. ONNX Runtime itself says at most that there is one it cannot load.
 */
public final class CudaLibraries {

  private static final List<String> CUDA =
      List.of(
          "libcuda.so.1",
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcurand.so.10",
          "libcudnn.so.9");

  private static final List<String> TENSORRT = List.of("libnvinfer.so.10", "libnvonnxparser.so.10");

  static {
    // JavaCPP reads them once, and this may be where it is used first; see the native codecs.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  private CudaLibraries() {}

  /** Those a device needs and the linker does not find; none of them is known but for Linux. */
  public static List<String> missing(Device.Kind device) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return List.of();
    }
    return switch (device) {
      case CPU -> List.of();
      case AUTO, CUDA -> missing(CUDA);
      case TENSORRT -> missing(Stream.of(CUDA, TENSORRT).flatMap(List::stream).toList());
    };
  }

  static List<String> missing(List<String> names) {
    return names.stream().filter(name -> !isFound(name)).toList();
  }

  private static boolean isFound(String name) {
    try {
      Loader.loadGlobal(name);
      return true;
    } catch (UnsatisfiedLinkError notThere) {
      return false;
    }
  }
}
