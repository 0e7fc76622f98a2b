package org.maskfoundry.segment;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.maskfoundry.mask.MaskBox;

/**
 * Suppression of ever more boxes by a grid, and by asking every pair, in turn and with the same
 * answer. Prints a table; takes no arguments.
 */
public final class BoxNmsComparison {

  private static final int[] COUNTS = {1_000, 10_000, 50_000};
  private static final int ROUNDS = 3;
  private static final int WARM_UPS = 10;
  private static final float THRESHOLD = 0.7f;
  private static final int WIDTH = 6000;
  private static final int HEIGHT = 4000;
  private static final double SHORTEST_SIDE = 16;
  private static final double OCTAVES = 7;

  private final List<MaskBox> boxes = new ArrayList<>();
  private final double[] scores;
  private final double[] plainMillis = new double[ROUNDS];
  private final double[] gridMillis = new double[ROUNDS];

  private BoxNmsComparison(int count) {
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      // Three masks for each point: some of them the same object with other edges.
      boxes.add(i % 3 == 0 ? anywhere(random) : beside(random, boxes.get(i - 1)));
    }
    scores = random.doubles(count).toArray();
  }

  /** Measures and prints. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    for (int round = 0; round < WARM_UPS; round++) {
      new BoxNmsComparison(COUNTS[0]).measure();
    }
    out.printf("%8s %8s %12s %10s %8s%n", "boxes", "kept", "pairs ms", "grid ms", "ratio");
    for (int count : COUNTS) {
      BoxNmsComparison comparison = new BoxNmsComparison(count);
      int kept = comparison.measure();
      double plain = median(comparison.plainMillis);
      double grid = median(comparison.gridMillis);
      out.printf("%8d %8d %12.2f %10.2f %8.1f%n", count, kept, plain, grid, plain / grid);
    }
  }

  /** How many boxes stay. */
  private int measure() {
    int kept = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Integer> grid = timed(gridMillis, round, () -> BoxNms.keep(boxes, scores, THRESHOLD));
      List<Integer> plain =
          timed(plainMillis, round, () -> BoxNms.keep(boxes, scores, THRESHOLD, KeptBoxes.plain()));
      if (!grid.equals(plain)) {
        throw new IllegalStateException("the grid keeps other boxes");
      }
      kept = grid.size();
    }
    return kept;
  }

  private static List<Integer> timed(
      double[] millis, int round, Supplier<List<Integer>> suppression) {
    long begin = System.nanoTime();
    List<Integer> kept = suppression.get();
    millis[round] = (System.nanoTime() - begin) / 1e6;
    return kept;
  }

  private static double median(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static MaskBox anywhere(Random random) {
    int width = side(random, WIDTH);
    int height = side(random, HEIGHT);
    int left = random.nextInt(WIDTH - width);
    int top = random.nextInt(HEIGHT - height);
    return new MaskBox(left, top, left + width, top + height);
  }

  /** As many small sides as large ones, octave by octave. */
  private static int side(Random random, int limit) {
    double side = SHORTEST_SIDE * Math.pow(2, OCTAVES * random.nextDouble());
    return (int) Math.min(side, limit - 1);
  }

  private static MaskBox beside(Random random, MaskBox box) {
    int width = box.right() - box.left();
    int height = box.bottom() - box.top();
    return new MaskBox(
        box.left(),
        box.top(),
        box.right() + random.nextInt(1 + width / 3),
        box.bottom() + random.nextInt(1 + height / 3));
  }
}
