package org.maskfoundry.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** ONNX Runtime in this process: its one environment, devices, and sessions on them. */
public final class OnnxRuntime {

  private static final OrtEnvironment ENVIRONMENT = OnnxRuntimeLoading.environment();

  private OnnxRuntime() {}

  /** The release of the native library. */
  public static String version() {
    return ENVIRONMENT.getVersion();
  }

  /** What the native library can run on, such as CPU and CUDA, whether or not it is there. */
  public static Set<String> providers() {
    return OrtEnvironment.getAvailableProviders().stream()
        .map(OrtProvider::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The environment all sessions and tensors of the process share. */
  public static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  /**
   * The device that is meant: {@code auto} becomes the first CUDA device that works or the CPU; any
   * other is itself.
   *
   * @throws ModelException where the device that was asked for is not there, with the remedy
   */
  public static Device resolve(Device asked) {
    switch (asked.kind()) {
      case CPU -> {
        return asked;
      }
      case AUTO -> {
        Device first = new Device(Device.Kind.CUDA, 0);
        return works(first) ? first : Device.CPU;
      }
      case CUDA, TENSORRT -> {
        OnnxRuntimeLibrary.onClassPath().requireGpu("device=" + asked);
        try (SessionOptions options = new SessionOptions()) {
          add(options, asked);
        } catch (OrtException missing) {
          throw new ModelException(
              "device=%s: not available here (%s); %s"
                  .formatted(asked, firstLine(missing.getMessage()), remedy(asked)),
              missing);
        }
        return asked;
      }
    }
    throw new IllegalStateException("Unknown device " + asked);
  }

  private static String remedy(Device asked) {
    List<String> missing = CudaLibraries.missing(asked.kind());
    String found = missing.isEmpty() ? "" : "missing are " + String.join(", ", missing) + "; ";
    return found
        + "a GPU needs an NVIDIA driver, CUDA 12 (12.8 or newer) and cuDNN 9 (for TensorRT 10 that as well) on the library path; install them, or set device=cpu";
  }

  /** Looks first for what ONNX Runtime would only complain of, on the standard error. */
  private static boolean works(Device device) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)
        || !CudaLibraries.missing(device.kind()).isEmpty()) {
      return false;
    }
    try (SessionOptions options = new SessionOptions()) {
      add(options, device);
      return true;
    } catch (OrtException missing) {
      return false;
    }
  }

  private static void add(SessionOptions options, Device device) throws OrtException {
    switch (device.kind()) {
      case CUDA -> addCuda(options, device.index());
      case TENSORRT -> {
        options.addTensorrt(device.index());
        addCuda(options, device.index());
      }
      case CPU, AUTO -> {}
    }
  }

  private static void addCuda(SessionOptions options, int index) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
      // Whoever asks for 32-bit floats gets no products of 19 bits in their place.
      cuda.add("use_tf32", "0");
      options.addCUDA(cuda);
    }
  }

  /**
   * A session over a graph.
   *
   * @param graph the ONNX model
   * @param external tensors the graph leaves outside, by name; they must live as long as the
   *     session
   * @param device a device that {@link #resolve} gave
   * @throws ModelException where the graph cannot be loaded on the device
   */
  public static OrtSession session(
      byte[] graph, Map<String, OnnxTensor> external, Device device, int threads) {
    try (SessionOptions options = options(external, device, threads)) {
      return ENVIRONMENT.createSession(graph, options);
    } catch (OrtException broken) {
      throw new ModelException(
          "The model's graph cannot be loaded on %s: %s"
              .formatted(device, firstLine(broken.getMessage())),
          broken);
    }
  }

  /**
   * What a session over a graph is made with; the caller closes it.
   *
   * @param external tensors the graph leaves outside, by name
   * @param device a device that {@link #resolve} gave
   * @throws OrtException where the device is not there
   */
  public static SessionOptions options(Map<String, OnnxTensor> external, Device device, int threads)
      throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    options.setIntraOpNumThreads(threads);
    // Waiting threads sleep: several tasks share the cores, and CPU seconds are what users pay
    // for.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    if (!external.isEmpty()) {
      options.addExternalInitializers(Map.copyOf(external));
    }
    add(options, device);
    return options;
  }

  /** Whether a failure says that the device's memory is full. */
  static boolean isOutOfMemory(OrtException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("failed to allocate memory")
        || message.contains("out of memory")
        || message.contains("bad_alloc")
        || message.contains("available memory of");
  }

  static String firstLine(String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("").strip();
  }
}
