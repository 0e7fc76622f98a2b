package org.maskfoundry.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How good a detector's boxes are (the definitions of COCO's evaluation, one class, all sizes).
 *
 * @param recallOfTen AR@10: share of objects among the ten surest boxes of their image, meaned over
 *     IoU 0.5, 0.55 ... 0.95
 * @param recallOfHundred AR@100: likewise among a hundred
 * @param precision AP50: area under precision over recall at IoU 0.5, at 101 recalls
 * @param objects objects looked for
 */
public record DetectionFigures(
    double recallOfTen, double recallOfHundred, double precision, long objects) {

  private static final int TEN = 10;
  private static final int HUNDRED = 100;
  private static final int IOU_STEPS = 10;
  private static final int RECALLS = 101;
  private static final double HALF = 0.5;

  /**
   * What was found in an image.
   *
   * @param found boxes, the surest first
   * @param objects the objects' true boxes
   */
  public record Image(List<DetectedBox> found, List<DetectedBox> objects) {}

  /** The figures over images. */
  public static DetectionFigures of(List<Image> images) {
    long objects = images.stream().mapToLong(image -> image.objects().size()).sum();
    return new DetectionFigures(
        averageRecall(images, TEN, objects),
        averageRecall(images, HUNDRED, objects),
        averagePrecision(images, objects),
        objects);
  }

  /**
   * The score from which on boxes are best kept: where precision and recall at IoU 0.5 have the
   * greatest harmonic mean; 0.5 where nothing is right.
   */
  public static double surestThreshold(List<Image> images) {
    long objects = images.stream().mapToLong(image -> image.objects().size()).sum();
    List<Hit> all = bySureness(images);
    double best = 0;
    double threshold = HALF;
    long right = 0;
    for (int i = 0; i < all.size(); i++) {
      right += all.get(i).right() ? 1 : 0;
      // Boxes of one score stay or go together.
      boolean last = i == all.size() - 1 || all.get(i + 1).score() < all.get(i).score();
      double mean = 2.0 * right / (i + 1 + objects);
      if (last && mean > best) {
        best = mean;
        threshold = all.get(i).score();
      }
    }
    return threshold;
  }

  private static double averageRecall(List<Image> images, int most, long objects) {
    long hits = 0;
    for (int step = 0; step < IOU_STEPS; step++) {
      double iou = 0.5 + 0.05 * step;
      for (Image image : images) {
        hits += hits(image, most, iou).stream().filter(hit -> hit.right()).count();
      }
    }
    return objects == 0 ? 0 : hits / (double) (IOU_STEPS * objects);
  }

  private record Hit(double score, boolean right) {}

  /** The surest first, each box takes the object it fits best of those that are left. */
  private static List<Hit> hits(Image image, int most, double iou) {
    boolean[] taken = new boolean[image.objects().size()];
    List<Hit> hits = new ArrayList<>();
    for (DetectedBox box : image.found().subList(0, Math.min(most, image.found().size()))) {
      int best = -1;
      double bestIou = iou;
      for (int object = 0; object < taken.length; object++) {
        double fit = box.iou(image.objects().get(object));
        if (!taken[object] && fit >= bestIou) {
          best = object;
          bestIou = fit;
        }
      }
      if (best >= 0) {
        taken[best] = true;
      }
      hits.add(new Hit(box.score(), best >= 0));
    }
    return hits;
  }

  private static List<Hit> bySureness(List<Image> images) {
    List<Hit> all = new ArrayList<>();
    images.forEach(image -> all.addAll(hits(image, HUNDRED, HALF)));
    all.sort(Comparator.comparingDouble(Hit::score).reversed());
    return all;
  }

  private static double averagePrecision(List<Image> images, long objects) {
    List<Hit> all = bySureness(images);
    double[] precision = new double[all.size()];
    double[] recall = new double[all.size()];
    long right = 0;
    for (int i = 0; i < precision.length; i++) {
      right += all.get(i).right() ? 1 : 0;
      precision[i] = right / (i + 1.0);
      recall[i] = right / (double) Math.max(1, objects);
    }
    for (int i = precision.length - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    double sum = 0;
    int place = 0;
    for (int step = 0; step < RECALLS; step++) {
      while (place < recall.length && recall[place] < step / (RECALLS - 1.0)) {
        place++;
      }
      sum += place < recall.length ? precision[place] : 0;
    }
    return sum / RECALLS;
  }
}
