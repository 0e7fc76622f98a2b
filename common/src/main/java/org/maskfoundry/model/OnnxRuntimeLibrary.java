package org.maskfoundry.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The library of ONNX Runtime on the class path. There are two with the same classes, one for
 * processors and one for GPUs.
 *
 * @param jar the name of the file it is in
 * @param kind what it is for
 */
public record OnnxRuntimeLibrary(String jar, Kind kind) {

  /** What a library is for. */
  public enum Kind {
    /** Processors alone. */
    CPU,
    /** Processors, and GPUs through CUDA and TensorRT. */
    GPU
  }

  private static final String NATIVE_PATH = "onnxruntime.native.path";
  private static final String CLASS = "ai/onnxruntime/OrtEnvironment.class";

  /** What only the library for GPUs has; it has no others than these two. */
  private static final List<String> CUDA_PROVIDERS =
      List.of(
          "ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so",
          "ai/onnxruntime/native/win-x64/onnxruntime_providers_cuda.dll");

  private static final Pattern FILE = Pattern.compile("([^/]+?)!?/" + Pattern.quote(CLASS));

  /**
   * The one library on the class path.
   *
   * @throws ModelException where there is none, or another as well: which one's native half would
   *     be loaded is chance
   */
  public static OnnxRuntimeLibrary onClassPath() {
    return of(OnnxRuntimeLibrary.class.getClassLoader());
  }

  static OnnxRuntimeLibrary of(ClassLoader loader) {
    Set<String> jars = jars(loader);
    if (jars.size() != 1) {
      throw new ModelException(
          "Found %s on the class path, expected one library of ONNX Runtime: onnxruntime_gpu for GPUs (echo -Pgpu > .mvn/maven.config), else onnxruntime; %s"
              .formatted(
                  jars.isEmpty() ? "no ONNX Runtime" : String.join(" and ", jars),
                  jars.isEmpty() ? "add it" : "take the other away"));
    }
    boolean cuda =
        CUDA_PROVIDERS.stream()
            .anyMatch(file -> loader.getResource(file) != null || isInNativePath(file));
    return new OnnxRuntimeLibrary(jars.iterator().next(), cuda ? Kind.GPU : Kind.CPU);
  }

  /** Whoever keeps the native half beside the jar tells ONNX Runtime so by this property. */
  private static boolean isInNativePath(String file) {
    String folder = System.getProperty(NATIVE_PATH);
    return folder != null && Files.exists(Path.of(folder, Path.of(file).getFileName().toString()));
  }

  /** By name: the same file reached over two folders, as on an executor, is one library. */
  private static Set<String> jars(ClassLoader loader) {
    try {
      Set<String> jars = new TreeSet<>();
      for (URL place : Collections.list(loader.getResources(CLASS))) {
        Matcher file = FILE.matcher(place.toString());
        jars.add(file.find() ? file.group(1) : place.toString());
      }
      return jars;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Refuses to go on without the library for GPUs.
   *
   * @param asked what asks for a GPU, as the user wrote it
   * @throws ModelException where this is the other library, with the remedy
   */
  public void requireGpu(String asked) {
    if (kind == Kind.CPU) {
      throw new ModelException(
          "%s: found ONNX Runtime for processors alone (%s), expected onnxruntime_gpu; build for GPUs (echo -Pgpu > .mvn/maven.config), or set device=cpu"
              .formatted(asked, jar));
    }
  }
}
