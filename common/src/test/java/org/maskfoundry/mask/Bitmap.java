package org.maskfoundry.mask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The plain model that masks are compared with: one bit a pixel, row-major, nothing clever. */
record Bitmap(int height, int width, BitSet pixels) {

  interface PixelRule {
    boolean inside(int x, int y);
  }

  interface Operation {
    boolean inside(boolean first, boolean second);
  }

  static Bitmap of(int height, int width, PixelRule rule) {
    BitSet pixels = new BitSet();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels.set(y * width + x, rule.inside(x, y));
      }
    }
    return new Bitmap(height, width, pixels);
  }

  /** Reads a mask run by run as the format defines it, with no help from the code under test. */
  static Bitmap of(RleMask mask) {
    BitSet pixels = new BitSet();
    int index = 0;
    boolean inside = false;
    for (int run : mask.runs()) {
      for (int i = 0; i < run; i++, index++) {
        pixels.set(index % mask.height() * mask.width() + index / mask.height(), inside);
      }
      inside = !inside;
    }
    return new Bitmap(mask.height(), mask.width(), pixels);
  }

  /** Small pictures of any size, sides of 0 and 1 included: noise, rectangles, stripes. */
  static Arbitrary<Bitmap> any() {
    return Combinators.combine(side(), side(), seed()).as(Bitmap::random);
  }

  /** Pictures of one size. */
  static Arbitrary<List<Bitmap>> several(int count) {
    return Combinators.combine(side(), side(), seed())
        .as(
            (height, width, seed) -> {
              List<Bitmap> bitmaps = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                bitmaps.add(random(height, width, seed + i));
              }
              return bitmaps;
            });
  }

  private static Arbitrary<Integer> side() {
    return Arbitraries.integers().between(0, 14);
  }

  private static Arbitrary<Long> seed() {
    return Arbitraries.longs().withoutEdgeCases();
  }

  private static Bitmap random(int height, int width, long seed) {
    Random random = new Random(seed);
    return switch (random.nextInt(4)) {
      case 0 -> rectangles(height, width, random);
      case 1 -> {
        int period = 1 + random.nextInt(4);
        yield of(height, width, (x, y) -> x % (period + 1) < period);
      }
      default -> {
        double density = random.nextDouble();
        yield of(height, width, (x, y) -> random.nextDouble() < density);
      }
    };
  }

  private static Bitmap rectangles(int height, int width, Random random) {
    Bitmap picture = of(height, width, (x, y) -> false);
    for (int i = random.nextInt(6); i > 0; i--) {
      int left = random.nextInt(width + 1);
      int top = random.nextInt(height + 1);
      int right = left + random.nextInt(width + 1);
      int bottom = top + random.nextInt(height + 1);
      Bitmap rectangle =
          of(height, width, (x, y) -> x >= left && x < right && y >= top && y < bottom);
      picture = picture.combined(rectangle, (first, second) -> first != second);
    }
    return picture;
  }

  boolean at(int x, int y) {
    return pixels.get(y * width + x);
  }

  boolean hasPixel(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && at(x, y);
  }

  RleMask mask() {
    byte[] bytes = new byte[height * width];
    for (int i = 0; i < bytes.length; i++) {
      // Any byte but 0 is inside, the negative ones included.
      bytes[i] = (byte) (pixels.get(i) ? i % 2 == 0 ? 1 : -1 : 0);
    }
    return RleMask.ofBitmap(height, width, bytes);
  }

  int area() {
    return pixels.cardinality();
  }

  Bitmap combined(Bitmap other, Operation operation) {
    return of(height, width, (x, y) -> operation.inside(at(x, y), other.at(x, y)));
  }

  Bitmap complement() {
    return of(height, width, (x, y) -> !at(x, y));
  }

  /** 8-connected components by flood fill, in column-major order of their first pixels. */
  List<Bitmap> components() {
    List<Bitmap> components = new ArrayList<>();
    BitSet seen = new BitSet();
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        if (at(x, y) && !seen.get(y * width + x)) {
          components.add(flooded(x, y, seen));
        }
      }
    }
    return components;
  }

  private Bitmap flooded(int startX, int startY, BitSet seen) {
    BitSet component = new BitSet();
    Deque<int[]> open = new ArrayDeque<>();
    open.push(new int[] {startX, startY});
    while (!open.isEmpty()) {
      int[] pixel = open.pop();
      int index = pixel[1] * width + pixel[0];
      if (seen.get(index)) {
        continue;
      }
      seen.set(index);
      component.set(index);
      for (int dx = -1; dx <= 1; dx++) {
        for (int dy = -1; dy <= 1; dy++) {
          if (hasPixel(pixel[0] + dx, pixel[1] + dy)) {
            open.push(new int[] {pixel[0] + dx, pixel[1] + dy});
          }
        }
      }
    }
    return new Bitmap(height, width, component);
  }

  @Override
  public String toString() {
    StringBuilder picture = new StringBuilder("%d x %d".formatted(height, width));
    for (int y = 0; y < height; y++) {
      picture.append('\n');
      for (int x = 0; x < width; x++) {
        picture.append(at(x, y) ? '#' : '.');
      }
    }
    return picture.toString();
  }
}
