package org.maskfoundry.mask;

import java.util.OptionalDouble;

/**
 * One mask's logits at a crop's size, never stored at that size. Areas and runs come from tracing
 * the border: cells that lie wholly inside or outside are decided by the signs of their logits, and
 * in a column of pixels that the border crosses only those beside the crossing are interpolated.
 * What it costs follows the border's length, not the mask's area.
 */
public final class UpsampledLogits {

  private static final int TAPS = UpsamplingTaps.COUNT;
  private static final double ROUNDING = 1e-6;

  private final float[] logits;
  private final int maskSize;
  private final UpsamplingTaps rows;
  private final UpsamplingTaps columns;
  private final StripBounds bounds;

  UpsampledLogits(float[] logits, int maskSize, UpsamplingTaps rows, UpsamplingTaps columns) {
    this.logits = logits;
    this.maskSize = maskSize;
    this.rows = rows;
    this.columns = columns;
    this.bounds = new StripBounds(logits, maskSize, rows.usedCells() + TAPS - 1);
  }

  /** The logit at a pixel. */
  public float at(int x, int y) {
    int column = cellOf(columns, x);
    int row = cellOf(rows, y);
    float sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      sum += rows.weights()[TAPS * y + tap] * columnLogit(x, column, row + tap);
    }
    return sum;
  }

  /**
   * All logits {@code [height, width]}, row-major: for those who want the array itself; nothing of
   * the product's own selection does.
   */
  public float[] toArray() {
    int width = columns.length();
    float[] all = new float[rows.length() * width];
    float[] taps = new float[maskSize];
    for (int column = 0; column < columns.cells(); column++) {
      for (int x = columns.start(column); x < columns.start(column + 1); x++) {
        combineColumn(x, column, 0, maskSize, taps);
        for (int row = 0; row < rows.cells(); row++) {
          for (int y = rows.start(row); y < rows.start(row + 1); y++) {
            all[y * width + x] = combineRow(y, taps[row], taps[row + 1], taps[row + 2]);
          }
        }
      }
    }
    return all;
  }

  /** Pixels whose logit lies above the threshold. */
  public long area(float threshold) {
    return trace(threshold).area();
  }

  /**
   * How little the mask changes with its threshold: pixels above {@code threshold + offset} as a
   * share of those above {@code threshold - offset} (0 where there are none), which is the IoU of
   * the two masks.
   */
  public double stability(float threshold, float offset) {
    return share(area(threshold + offset), area(threshold - offset));
  }

  /**
   * {@link #stability} where it is at least {@code least}. Where it is not, the border is followed
   * only until nothing behind could raise it so far: most masks that are not stable are told early.
   */
  public OptionalDouble stabilityFrom(float least, float threshold, float offset) {
    BorderWalk upper = walk(threshold + offset);
    BorderWalk lower = walk(threshold - offset);
    long[] ahead = lower.mostAhead();
    for (int column = 0; column < columns.usedCells(); column++) {
      upper.trace(column);
      lower.trace(column);
      // At best all that lies ahead is in both masks.
      double best = (double) (upper.area() + ahead[column]) / (lower.area() + ahead[column]);
      if (best < least - ROUNDING) {
        return OptionalDouble.empty();
      }
    }
    double stability = share(upper.area(), lower.area());
    return (float) stability >= least ? OptionalDouble.of(stability) : OptionalDouble.empty();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (float) part / (float) whole;
  }

  /** The mask of the pixels whose logit lies above the threshold. */
  public RleMask mask(float threshold) {
    return trace(threshold).toMask();
  }

  private BorderWalk trace(float threshold) {
    BorderWalk walk = walk(threshold);
    for (int column = 0; column < columns.usedCells(); column++) {
      walk.trace(column);
    }
    return walk;
  }

  private BorderWalk walk(float threshold) {
    return new BorderWalk(logits, maskSize, rows, columns, bounds, threshold);
  }

  /** The logits of mask rows {@code [from, to)} interpolated to the pixel column x. */
  private void combineColumn(int x, int column, int from, int to, float[] taps) {
    float[] weights = columns.weights();
    float first = weights[TAPS * x];
    float second = weights[TAPS * x + 1];
    float third = weights[TAPS * x + 2];
    for (int row = from; row < to; row++) {
      int offset = row * maskSize + column;
      taps[row] = first * logits[offset] + second * logits[offset + 1] + third * logits[offset + 2];
    }
  }

  private float combineRow(int y, float first, float second, float third) {
    float[] weights = rows.weights();
    int offset = TAPS * y;
    return weights[offset] * first + weights[offset + 1] * second + weights[offset + 2] * third;
  }

  private float columnLogit(int x, int column, int row) {
    float sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      sum += columns.weights()[TAPS * x + tap] * logits[row * maskSize + column + tap];
    }
    return sum;
  }

  private static int cellOf(UpsamplingTaps taps, int position) {
    int cell = 0;
    while (taps.start(cell + 1) <= position) {
      cell++;
    }
    return cell;
  }
}
