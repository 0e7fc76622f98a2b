package org.maskfoundry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.OnnxRuntimeLibrary.Kind;

class OnnxRuntimeLibraryTest {

  private static final String CLASS = "ai/onnxruntime/OrtEnvironment.class";
  private static final String CUDA =
      "ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so";

  @TempDir Path folder;

  private Path jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
      }
    }
    return jar;
  }

  private static OnnxRuntimeLibrary found(Path... jars) throws IOException {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = jars[i].toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return OnnxRuntimeLibrary.of(loader);
    }
  }

  @Test
  void theLibraryForGpusIsToldByItsProvider() throws IOException {
    assertThat(found(jar("onnxruntime-1.jar", CLASS)))
        .isEqualTo(new OnnxRuntimeLibrary("onnxruntime-1.jar", Kind.CPU));
    assertThat(found(jar("onnxruntime_gpu-1.jar", CLASS, CUDA)))
        .isEqualTo(new OnnxRuntimeLibrary("onnxruntime_gpu-1.jar", Kind.GPU));
  }

  @Test
  void theProviderMayLieBesideTheJarWhereOnnxRuntimeIsTold() throws IOException {
    Files.createFile(folder.resolve("libonnxruntime_providers_cuda.so"));
    Path jar = jar("onnxruntime_gpu-1.jar", CLASS);
    System.setProperty("onnxruntime.native.path", folder.toString());
    try {
      assertThat(found(jar).kind()).isEqualTo(Kind.GPU);
    } finally {
      System.clearProperty("onnxruntime.native.path");
    }
    assertThat(found(jar).kind()).isEqualTo(Kind.CPU);
  }

  @Test
  void twoLibrariesAreRefusedByName() throws IOException {
    Path cpu = jar("onnxruntime-1.jar", CLASS);
    Path gpu = jar("onnxruntime_gpu-1.jar", CLASS, CUDA);

    assertThatThrownBy(() -> found(cpu, gpu))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Found onnxruntime-1.jar and onnxruntime_gpu-1.jar")
        .hasMessageContaining("take the other away");
  }

  @Test
  void theSameFileInTwoFoldersIsOneLibrary() throws IOException {
    Path image = jar("jars/onnxruntime-1.jar", CLASS);
    Path sent = jar("work/onnxruntime-1.jar", CLASS);

    assertThat(found(image, sent).jar()).isEqualTo("onnxruntime-1.jar");
  }

  @Test
  void noLibraryIsRefused() throws IOException {
    Path other = jar("other.jar", "a.class");

    assertThatThrownBy(() -> found(other))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no ONNX Runtime");
  }

  @Test
  void aGpuNeedsTheLibraryForGpus() {
    OnnxRuntimeLibrary cpu = new OnnxRuntimeLibrary("onnxruntime-1.jar", Kind.CPU);
    OnnxRuntimeLibrary gpu = new OnnxRuntimeLibrary("onnxruntime_gpu-1.jar", Kind.GPU);

    gpu.requireGpu("device=cuda:1");
    assertThatThrownBy(() -> cpu.requireGpu("device=cuda:1"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("device=cuda:1")
        .hasMessageContaining("onnxruntime-1.jar")
        .hasMessageContaining("-Pgpu");
  }

  @Test
  void theLibraryOfTheTestsIsFoundInItsJar() {
    assertThat(OnnxRuntimeLibrary.onClassPath().jar()).matches("onnxruntime(_gpu)?-.*\\.jar");
  }
}
