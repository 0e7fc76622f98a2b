package org.maskfoundry.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.report.FoundObjects;

/** The masks of scenes over the phases: those of earlier phases count in later ones. */
final class CumulativeMasks {

  private static final double SAME = 0.9;

  private final Map<String, List<RleMask>> objects;
  private final Map<String, List<RleMask>> masks = new TreeMap<>();

  /**
   * No masks yet.
   *
   * @param objects the true masks of each scene, by file name
   */
  CumulativeMasks(Map<String, List<RleMask>> objects) {
    this.objects = objects;
    objects.keySet().forEach(file -> masks.put(file, new ArrayList<>()));
  }

  /** Adds the rows of a phase and says what there is then. */
  PhaseRecall after(String phase, List<ImageRow> rows) {
    for (ImageRow row : rows) {
      List<RleMask> known = masks.get(row.image().fileName());
      for (MaskAnnotation added : row.annotations()) {
        if (known.stream().noneMatch(mask -> mask.iou(added.mask()) > SAME)) {
          known.add(added.mask());
        }
      }
    }
    FoundObjects found =
        objects.entrySet().stream()
            .map(scene -> FoundObjects.of(scene.getValue(), masks.get(scene.getKey())))
            .reduce(FoundObjects.NONE, FoundObjects::plus);
    return PhaseRecall.of(phase, masks.values().stream().mapToInt(List::size).sum(), found);
  }

  /** What there is of a scene now. */
  List<RleMask> of(String file) {
    return List.copyOf(masks.get(file));
  }
}
