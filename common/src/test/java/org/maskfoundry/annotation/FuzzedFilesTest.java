package org.maskfoundry.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Files that nobody wrote: cut, with flipped bytes, with values of other types, with huge numbers
 * and deep nesting. A reader answers each with pieces, refusals, or one failure that names the
 * file; every object of the file that is still whole is accounted for.
 */
class FuzzedFilesTest {

  private static final int CASES = 12_000;
  private static final Duration LONGEST_CASE = Duration.ofSeconds(10);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e999",
          "99999999999999999999999999",
          "0.5",
          "\"x\"",
          "[]",
          "{}",
          "[[[]]]",
          "-2147483648",
          "4294967295",
          "1e308",
          "\"\\u0000\"",
          "[null]",
          "[{}]",
          "{\"a\":[1]}");

  private final Random random = new Random(20260117);

  @Test
  @Timeout(300)
  void noFileBreaksAReader() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    List<AnnotationFormat> formats = new ArrayList<>();
    for (Map.Entry<AnnotationFormat, byte[]> sample : SampleFiles.all().entrySet()) {
      formats.add(sample.getKey());
      seeds.add(sample.getValue());
    }
    Map<AnnotationFormat, Integer> failed = new EnumMap<>(AnnotationFormat.class);
    int pieces = 0;
    int refusals = 0;
    for (int i = 0; i < CASES; i++) {
      int seed = i % seeds.size();
      byte[] mutated = mutated(seeds.get(seed));
      // Every format meets every other's files as well.
      AnnotationFormat format =
          i % 7 == 0 ? formats.get(random.nextInt(formats.size())) : formats.get(seed);
      Outcome outcome = outcome(format, mutated);
      pieces += outcome.pieces();
      refusals += outcome.refusals();
      failed.merge(format, outcome.failed() ? 1 : 0, Integer::sum);
    }
    System.out.printf(
        "%,d fuzzed files of %d formats: %,d pieces, %,d refusals, unreadable from some place on %s%n",
        CASES, seeds.size(), pieces, refusals, failed);
    assertThat(pieces).isPositive();
    assertThat(refusals).isPositive();
    // Of YOLO's text any line may be refused, and the next one is as good as the first.
    failed.remove(AnnotationFormat.YOLO);
    assertThat(failed.values()).allMatch(count -> count > 0);
  }

  @Test
  void aCutFileIsNeverTakenForAWholeOne() throws IOException {
    Map<AnnotationFormat, byte[]> samples = SampleFiles.all();
    samples.remove(AnnotationFormat.YOLO);
    samples.forEach(
        (format, whole) -> {
          assertThat(outcome(format, whole).failed()).as("%s, whole", format).isFalse();
          for (int length = 0; length < whole.length; length++) {
            assertThat(outcome(format, Arrays.copyOf(whole, length)).failed())
                .as("%s, the first %d of %d bytes", format, length, whole.length)
                .isTrue();
          }
        });
  }

  private record Outcome(int pieces, int refusals, boolean failed) {}

  /** Reads and draws all of a file; anything but pieces, refusals and a named failure is a bug. */
  private static Outcome outcome(AnnotationFormat format, byte[] bytes) {
    MemoryFile file = MemoryFile.of("folder/fuzzed", bytes);
    int pieces = 0;
    int refusals = 0;
    long started = System.nanoTime();
    boolean failed = false;
    try {
      AnnotationFormat.recognise(file);
    } catch (AnnotationFileException named) {
      assertThat(named).hasMessageContaining("fuzzed");
    } catch (IOException | RuntimeException | StackOverflowError unforeseen) {
      fail(describe("recognising", bytes), unforeseen);
    }
    try (AnnotationPieces read = format.reader(Optional.empty()).open(file)) {
      for (Optional<AnnotatedImage> piece = read.next(); piece.isPresent(); piece = read.next()) {
        pieces++;
        refusals += piece.get().refusals().size() + undrawable(piece.get());
      }
    } catch (AnnotationFileException named) {
      failed = true;
      assertThat(named).hasMessageContaining("fuzzed");
    } catch (IOException | RuntimeException | StackOverflowError unforeseen) {
      fail(describe(format.optionName(), bytes), unforeseen);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .as(describe(format.optionName(), bytes))
        .isLessThan(LONGEST_CASE);
    return new Outcome(pieces, refusals, failed);
  }

  private static int undrawable(AnnotatedImage image) {
    int refused = 0;
    for (StatedAnnotation annotation : image.annotations()) {
      try {
        assertThat(annotation.shape().draw(48, 64).mask().area()).isPositive();
      } catch (MalformedAnnotationException expected) {
        assertThat(expected.getMessage()).isNotBlank();
        refused++;
      }
    }
    return refused;
  }

  private static String describe(String what, byte[] bytes) {
    return what + ": " + new String(bytes, 0, Math.min(2000, bytes.length), StandardCharsets.UTF_8);
  }

  private byte[] mutated(byte[] seed) {
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(seed, random.nextInt(seed.length + 1));
      case 1 -> flipped(seed);
      case 2 -> valueReplaced(seed);
      case 3 -> digitsReplaced(seed);
      case 4 -> nested(seed);
      default -> pieceRepeated(seed);
    };
  }

  private byte[] flipped(byte[] seed) {
    byte[] bytes = seed.clone();
    for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** Puts something else where a value begins. */
  private byte[] valueReplaced(byte[] seed) {
    String text = latin(seed);
    int colon = text.indexOf(':', random.nextInt(text.length()));
    if (colon < 0) {
      return flipped(seed);
    }
    int end = colon + 1;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return bytes(text.substring(0, colon + 1) + value + text.substring(end));
  }

  /** Makes a number huge, negative or none. */
  private byte[] digitsReplaced(byte[] seed) {
    String text = latin(seed);
    int start = random.nextInt(text.length());
    while (start < text.length() && !Character.isDigit(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    List<String> numbers =
        List.of("0", "-7", "2147483647", "123456789012345678901234567890", "1e40", "NaN", "");
    String number = numbers.get(random.nextInt(numbers.size()));
    return bytes(text.substring(0, start) + number + text.substring(end));
  }

  private byte[] nested(byte[] seed) {
    String text = latin(seed);
    int place = random.nextInt(text.length());
    String deep = (random.nextBoolean() ? "[" : "{\"a\":").repeat(100 + random.nextInt(20_000));
    return bytes(text.substring(0, place) + deep + text.substring(place));
  }

  private byte[] pieceRepeated(byte[] seed) {
    String text = latin(seed);
    int from = random.nextInt(text.length());
    int to = from + random.nextInt(text.length() - from);
    return bytes(text.substring(0, to) + text.substring(from));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
