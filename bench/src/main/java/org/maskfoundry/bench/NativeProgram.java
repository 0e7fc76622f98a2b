package org.maskfoundry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The C program of the same operations, compiled where there is a compiler. */
final class NativeProgram {

  private static final String COMPILER = "gcc";

  /**
   * What the program says of one operation.
   *
   * @param nanosPerRun its time
   * @param check the number made of its results
   */
  record Answer(double nanosPerRun, long check) {}

  private final Path executable;
  private final Path masks;

  private NativeProgram(Path executable, Path masks) {
    this.executable = executable;
    this.masks = masks;
  }

  /**
   * The program, compiled; none where no compiler is on the path.
   *
   * @param source the C file
   * @param masks the file of masks it is to read
   */
  static Optional<NativeProgram> compile(Path source, Path masks)
      throws IOException, InterruptedException {
    if (!hasCompiler()) {
      return Optional.empty();
    }
    Path executable = masks.resolveSibling("rle");
    output(COMPILER, "-O2", "-o", executable.toString(), source.toString(), "-lm");
    return Optional.of(new NativeProgram(executable, masks));
  }

  /** Measures all operations once, for at least so many milliseconds each; answers by name. */
  Map<String, Answer> measure(long leastMillis) throws IOException, InterruptedException {
    Map<String, Answer> answers = new HashMap<>();
    String lines = output(executable.toString(), masks.toString(), Long.toString(leastMillis));
    for (String line : lines.lines().toList()) {
      String[] words = line.split(" ", -1);
      answers.put(
          words[0], new Answer(Double.parseDouble(words[1]), Long.parseUnsignedLong(words[2], 16)));
    }
    return answers;
  }

  private static boolean hasCompiler() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, COMPILER)));
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("%s failed: %s".formatted(List.of(command), output));
    }
    return output;
  }
}
