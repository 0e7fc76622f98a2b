package org.maskfoundry.jobs.cli.doctor;

import java.util.List;
import java.util.concurrent.Callable;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.OnnxRuntimeLibrary;
import org.maskfoundry.training.TrainingLibrary;

/** The native libraries, each loaded and used. */
record LibraryCheck() implements Check {

  private static final String PLATFORM =
      "the libraries are for Linux on x86-64 with glibc 2.34 or newer; take such a machine or image";

  /** What a failure to use a library comes to. */
  private interface Trouble {
    Finding of(Throwable failure);
  }

  @Override
  public List<Finding> findings() {
    return List.of(
        trial(
            "opencv",
            LibraryCheck::openCv,
            failure -> Finding.missing("opencv", "cannot be used: " + cause(failure), PLATFORM)),
        trial("onnxruntime", LibraryCheck::onnxRuntime, LibraryCheck::withoutOnnxRuntime),
        trial(
            "libtorch",
            () -> "loads, trains on " + TrainingLibrary.deviceName(),
            failure ->
                Finding.warning(
                    "libtorch",
                    "cannot be used: " + cause(failure),
                    "train-detector needs it: " + PLATFORM)));
  }

  private static Finding trial(String name, Callable<String> use, Trouble trouble) {
    try {
      return Finding.ok(name, use.call());
    } catch (Exception | LinkageError failure) {
      return trouble.of(failure);
    }
  }

  private static String openCv() throws Exception {
    RgbImage dot = new RgbImage(1, 1, new byte[] {1, 2, 3});
    RgbImage read =
        new ImageDecoder(ImageSettings.defaults()).decode(ImageWriter.png(dot), "dot.png");
    if (read.pixels()[0] != 1) {
      throw new IllegalStateException("a picture is another after it was written and read");
    }
    return "loads, writes and reads pictures";
  }

  private static String onnxRuntime() {
    String jar = OnnxRuntimeLibrary.onClassPath().jar();
    return "%s, %s, for %s"
        .formatted(OnnxRuntime.version(), jar, String.join(", ", OnnxRuntime.providers()));
  }

  private static Finding withoutOnnxRuntime(Throwable failure) {
    return failure instanceof ModelException
        ? Finding.missing("onnxruntime", "cannot be used", failure.getMessage())
        : Finding.missing("onnxruntime", "cannot be loaded: " + cause(failure), PLATFORM);
  }

  /** What went wrong first. */
  static String cause(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first instanceof ModelException ? first.getMessage() : first.toString();
  }
}
