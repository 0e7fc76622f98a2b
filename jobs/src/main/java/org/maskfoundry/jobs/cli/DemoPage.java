package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.output.MaskGallery;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.report.FoundObjects;

/** The demo's page: what a run made of its images, and how much of the scenes was found. */
final class DemoPage {

  private final List<ImageRow> rows;
  private final Map<String, List<RleMask>> objects;

  /**
   * A page of rows.
   *
   * @param objects the true masks of the images that are scenes, by file name
   */
  DemoPage(List<ImageRow> rows, Map<String, List<RleMask>> objects) {
    this.rows = rows;
    this.objects = objects;
  }

  /** The scenes' objects that masks of these rows find. */
  FoundObjects found() {
    return rows.stream().map(this::found).reduce(FoundObjects.NONE, FoundObjects::plus);
  }

  private FoundObjects found(ImageRow row) {
    return FoundObjects.of(
        objects.getOrDefault(row.image().fileName(), List.of()),
        row.annotations().stream().map(MaskAnnotation::mask).toList());
  }

  /** Writes the page with its pictures into a folder and names it. */
  Path write(Path folder, String model, ImageSettings decoding, Configuration hadoop)
      throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", model);
    facts.put("Images", Integer.toString(rows.size()));
    facts.put(
        "Masks", Integer.toString(rows.stream().mapToInt(row -> row.annotations().size()).sum()));
    FoundObjects found = found();
    if (found.objects() > 0) {
      facts.put("Objects in scenes", Integer.toString(found.objects()));
      facts.put("Found at IoU 0.5", Integer.toString(found.atHalf()));
      facts.put("Found at IoU 0.75", Integer.toString(found.atThreeQuarters()));
    }
    OutputFolder output = OutputFolder.of(folder.toUri().toString(), hadoop);
    try (ImageReader images = new ImageReader(hadoop);
        MaskGallery gallery = new MaskGallery(output, images, "Maskfoundry demo", facts)) {
      for (ImageRow row : rows) {
        gallery.add(row, decoding, remark(row));
      }
    }
    return folder.resolve(MaskGallery.PAGE);
  }

  private String remark(ImageRow row) {
    FoundObjects found = found(row);
    return found.objects() == 0
        ? ""
        : "%d of %d objects found at IoU 0.5, %d at IoU 0.75"
            .formatted(found.atHalf(), found.objects(), found.atThreeQuarters());
  }
}
