package org.maskfoundry.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Loads ONNX Runtime on a thread with a large stack. On loading, the library matches the process's
 * command line with a regular expression that recurses for every character: under a long class path
 * a stack of ordinary size overflows and takes the process along.
 */
final class OnnxRuntimeLoading {

  private static final long STACK_BYTES = 128L << 20;

  private OnnxRuntimeLoading() {}

  /**
   * The one environment of the process.
   *
   * @throws ModelException where the library cannot be loaded, or there are two
   */
  static OrtEnvironment environment() {
    OnnxRuntimeLibrary.onClassPath();
    FutureTask<OrtEnvironment> loading =
        new FutureTask<>(
            () ->
                OrtEnvironment.getEnvironment(
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "maskfoundry"));
    new Thread(null, loading, "onnxruntime-loading", STACK_BYTES).start();
    try {
      return loading.get();
    } catch (ExecutionException failed) {
      throw new ModelException(
          "ONNX Runtime cannot be loaded on this machine: " + failed.getCause(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelException("Interrupted while ONNX Runtime was loaded", interrupted);
    }
  }
}
