package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.paint.MaskOverlay;
import org.maskfoundry.report.PhasePage;

/** The page of a demo of all phases: what each phase added, in figures and in pictures. */
final class PhasesGallery {

  private static final int SCENES_SHOWN = 12;
  private static final List<String> COLUMNS =
      List.of("phase", "masks", "recall at IoU 0.5", "recall at IoU 0.75");

  private final Path images;
  private final Path painted;
  private final Map<Phase, Map<String, List<RleMask>>> masks = new TreeMap<>();
  private final List<String> files;

  /**
   * Pictures of scenes.
   *
   * @param painted the copies that annotators saw
   */
  PhasesGallery(Path images, Path painted) throws IOException {
    this.images = images;
    this.painted = painted;
    try (Stream<Path> scenes = Files.list(images)) {
      this.files =
          scenes.map(scene -> scene.getFileName().toString()).sorted().limit(SCENES_SHOWN).toList();
    }
  }

  /** Keeps what there is after a phase. */
  void addPhase(Phase phase, CumulativeMasks current) {
    masks.put(phase, files.stream().collect(Collectors.toMap(file -> file, current::of)));
  }

  /** The figures for people. */
  static String table(List<PhaseRecall> phases) {
    StringBuilder table =
        new StringBuilder("phase                 masks   recall at IoU 0.5   at IoU 0.75");
    for (PhaseRecall phase : phases) {
      table.append(
          String.format(
              Locale.ROOT,
              "%n%-18s%9d%20.3f%14.3f",
              phase.name(),
              phase.masks(),
              phase.recallAtHalf(),
              phase.recallAtThreeQuarters()));
    }
    return table.toString();
  }

  /** Writes the page. */
  void write(Path page, List<PhaseRecall> phases) throws IOException, ImageException {
    List<List<String>> lines =
        phases.stream()
            .map(
                phase ->
                    List.of(
                        phase.name(),
                        Integer.toString(phase.masks()),
                        percent(phase.recallAtHalf()),
                        percent(phase.recallAtThreeQuarters())))
            .toList();
    try (PhasePage html =
        new PhasePage(
            Files.newBufferedWriter(page, StandardCharsets.UTF_8),
            "Maskfoundry: the three phases",
            COLUMNS,
            lines)) {
      for (String file : files) {
        html.add(file, pictures(file));
      }
    }
  }

  private Map<String, RgbImage> pictures(String file) throws IOException, ImageException {
    RgbImage image = read(images.resolve(file));
    Map<String, RgbImage> pictures = new LinkedHashMap<>();
    pictures.put("scene", image);
    for (Map.Entry<Phase, Map<String, List<RleMask>>> phase : masks.entrySet()) {
      if (phase.getKey() == Phase.SEMI_AUTOMATIC) {
        pictures.put("prefilled, as annotators saw it", read(painted.resolve(file)));
      }
      pictures.put(
          "after " + phase.getKey().tableName(),
          MaskOverlay.draw(image, phase.getValue().get(file)));
    }
    return pictures;
  }

  private static RgbImage read(Path file) throws IOException, ImageException {
    return new ImageDecoder(ImageSettings.defaults())
        .decode(Files.readAllBytes(file), file.toString());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
