package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.maskfoundry.mask.RleMask;

/**
 * Masks as a text file that C reads as easily as Java: the number of masks, then a line for each
 * with height, width, number of runs and the runs.
 */
final class MaskFile {

  private MaskFile() {}

  static void write(Path file, List<RleMask> masks) throws IOException {
    String lines = masks.stream().map(MaskFile::line).collect(Collectors.joining("\n"));
    Files.writeString(file, masks.size() + "\n" + lines + "\n");
  }

  static List<RleMask> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(MaskFile::mask).toList();
  }

  private static String line(RleMask mask) {
    int[] runs = mask.runs();
    String numbers =
        Arrays.stream(runs).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    return "%d %d %d %s".formatted(mask.height(), mask.width(), runs.length, numbers);
  }

  private static RleMask mask(String line) {
    int[] numbers = Arrays.stream(line.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    return RleMask.ofRuns(numbers[0], numbers[1], Arrays.copyOfRange(numbers, 3, numbers.length));
  }
}
