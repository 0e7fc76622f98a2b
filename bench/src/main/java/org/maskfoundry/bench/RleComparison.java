package org.maskfoundry.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares the operations on runs with a C program of the same algorithms, on the same masks, in
 * turn. Started with the path of {@code rle.c}, it prints a table.
 */
public final class RleComparison {

  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;
  private static final long LEAST_MILLIS = 300;

  private final List<RleOperation> operations;
  private final Optional<NativeProgram> program;
  private final PrintStream out;
  private final Timings java = new Timings();
  private final Timings c = new Timings();

  private RleComparison(
      List<RleOperation> operations, Optional<NativeProgram> program, PrintStream out) {
    this.operations = operations;
    this.program = program;
    this.out = out;
  }

  /** Measures and prints; the only argument is the path of the C program's source. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path source = Path.of(arguments.length == 0 ? "bench/rle.c" : arguments[0]);
    Path masks = Files.createTempDirectory("rle-comparison").resolve("masks.txt");
    MaskFile.write(masks, BenchmarkImage.masks());
    List<RleOperation> operations = RleOperation.of(RleInputs.of(MaskFile.read(masks)));
    new RleComparison(operations, NativeProgram.compile(source, masks), System.out).run();
  }

  private void run() throws IOException, InterruptedException {
    if (program.isEmpty()) {
      out.println("No gcc on the PATH: Java alone is measured.");
    }
    for (int round = 0; round < WARM_UPS; round++) {
      measureJava(new Timings());
    }
    for (int round = 0; round < ROUNDS; round++) {
      measureJava(java);
      measureC();
    }
    out.printf("%-16s %12s %12s %8s%n", "operation", "Java ns/run", "C ns/run", "ratio");
    operations.forEach(operation -> print(operation.name()));
  }

  private void measureJava(Timings timings) {
    Stopwatch stopwatch = new Stopwatch(LEAST_MILLIS);
    for (RleOperation operation : operations) {
      timings.add(operation.name(), stopwatch.measure(operation));
    }
  }

  private void measureC() throws IOException, InterruptedException {
    if (program.isEmpty()) {
      return;
    }
    Map<String, NativeProgram.Answer> answers = program.get().measure(LEAST_MILLIS);
    for (RleOperation operation : operations) {
      NativeProgram.Answer answer = answers.get(operation.name());
      if (answer.check() != operation.check()) {
        throw new IllegalStateException("C and Java differ in the results of " + operation.name());
      }
      c.add(operation.name(), answer.nanosPerRun());
    }
  }

  private void print(String operation) {
    double own = java.median(operation).orElseThrow();
    OptionalDouble other = c.median(operation);
    if (other.isPresent()) {
      out.printf(
          "%-16s %12.2f %12.2f %8.2f%n",
          operation, own, other.getAsDouble(), own / other.getAsDouble());
    } else {
      out.printf("%-16s %12.2f %12s %8s%n", operation, own, "-", "-");
    }
  }
}
