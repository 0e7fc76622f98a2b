package org.maskfoundry.training;

import org.maskfoundry.detect.DetectionFigures;

/** The best of the heads a training has come by. */
final class BestHead {

  private final int patience;
  private int waited;
  private byte[] graph;
  private DetectionFigures figures;

  /**
   * None yet.
   *
   * @param patience so many offers in a row may be no better
   */
  BestHead(int patience) {
    this.patience = patience;
  }

  void offer(byte[] offered, DetectionFigures heldOut) {
    waited++;
    if (figures == null || goodness(heldOut) > goodness(figures)) {
      waited = 0;
      graph = offered;
      figures = heldOut;
    }
  }

  private static double goodness(DetectionFigures figures) {
    return figures.recallOfHundred() + figures.precision();
  }

  /** Whether it is worth going on. */
  boolean mayImprove() {
    return waited < patience;
  }

  /** The ONNX model. */
  byte[] graph() {
    return graph;
  }

  /** Its figures. */
  DetectionFigures figures() {
    return figures;
  }
}
