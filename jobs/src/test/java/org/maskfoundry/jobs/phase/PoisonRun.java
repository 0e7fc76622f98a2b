package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.nio.file.Path;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.Poison;
import org.maskfoundry.jobs.spark.AnnotatorFactory;
import org.maskfoundry.jobs.spark.FoundMasks;
import org.maskfoundry.jobs.spark.ImageAnnotator;
import org.maskfoundry.jobs.spark.SparkSessions;

/**
 * A run in a process of its own, where red images crash the process as native code does, and green
 * ones never come to an end. All others have their bright regions found.
 */
public final class PoisonRun {

  private PoisonRun() {}

  /** Runs; the arguments are the images, the dataset and settings as {@code key=value}. */
  public static void main(String[] arguments) throws IOException {
    String[] settings = new String[arguments.length - 2];
    System.arraycopy(arguments, 2, settings, 0, settings.length);
    RunReport report =
        TestRun.of(Path.of(arguments[0]), Path.of(arguments[1]))
            .annotators(new Poisoned(new BrightRegions(0)))
            .phase(SparkSessions.start("poison"), settings)
            .run();
    System.out.println("outcome " + report.outcome());
    System.exit(0);
  }

  private record Poisoned(AnnotatorFactory others) implements AnnotatorFactory {

    private static final int RED = 0xff0000;
    private static final int GREEN = 0x00ff00;

    @Override
    public ImageAnnotator open() {
      ImageAnnotator annotator = others.open();
      return new ImageAnnotator() {
        @Override
        public FoundMasks annotate(RgbImage image) {
          byte[] pixels = image.pixels();
          int first = (pixels[0] & 0xff) << 16 | (pixels[1] & 0xff) << 8 | (pixels[2] & 0xff);
          if (first == RED) {
            Poison.crash();
          }
          if (first == GREEN) {
            Poison.neverEnd();
          }
          return annotator.annotate(image);
        }

        @Override
        public String device() {
          return annotator.device();
        }

        @Override
        public void close() {
          annotator.close();
        }
      };
    }
  }
}
