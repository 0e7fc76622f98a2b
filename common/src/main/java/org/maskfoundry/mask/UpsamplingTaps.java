package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * One axis of the way from low-resolution logits to a crop: two bilinear steps (low resolution to
 * model size, and the unpadded part of that to the crop) folded into three weights for each output
 * position. Both steps use half-pixel centres without antialiasing, so neighbouring positions share
 * their three taps: all positions whose taps begin at the same logit form one <em>cell</em>.
 */
final class UpsamplingTaps {

  static final int COUNT = 3;

  private final int length;
  private final float[] weights;
  private final int[] cellStarts;
  private final int[] thirdTapStarts;
  private final int longestCell;
  private final int usedCells;
  private final float positionsPerLogit;

  /**
   * Taps for one axis.
   *
   * @param maskSize logits along this axis
   * @param modelSize side of the model's square input
   * @param resizedLength the part of the model's input that is not padding
   * @param length pixels of the crop along this axis
   */
  UpsamplingTaps(int maskSize, int modelSize, int resizedLength, int length) {
    this.length = length;
    this.weights = new float[COUNT * length];
    int cells = maskSize - COUNT + 1;
    int[] positionsPerCell = new int[cells];
    float toResized = (float) resizedLength / length;
    float toMask = (float) maskSize / modelSize;
    this.positionsPerLogit = 1 / (toResized * toMask);
    for (int position = 0; position < length; position++) {
      float source = Math.max(0f, toResized * (position + 0.5f) - 0.5f);
      int first = Math.min((int) source, resizedLength - 1);
      int second = Math.min(first + 1, resizedLength - 1);
      float share = Math.min(Math.max(source - first, 0f), 1f);
      int cell = Math.min(maskIndex(first, toMask, maskSize), cells - 1);
      addTaps(position, cell, first, 1f - share, toMask, maskSize);
      addTaps(position, cell, second, share, toMask, maskSize);
      positionsPerCell[cell]++;
    }
    this.cellStarts = new int[cells + 1];
    for (int cell = 0; cell < cells; cell++) {
      cellStarts[cell + 1] = cellStarts[cell] + positionsPerCell[cell];
    }
    this.longestCell = Arrays.stream(positionsPerCell).max().orElseThrow();
    this.usedCells = lastUsed(positionsPerCell) + 1;
    this.thirdTapStarts = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      int position = cellStarts[cell];
      while (position < cellStarts[cell + 1] && weights[COUNT * position + COUNT - 1] == 0) {
        position++;
      }
      thirdTapStarts[cell] = position;
    }
  }

  private static int lastUsed(int[] positionsPerCell) {
    int cell = positionsPerCell.length - 1;
    while (positionsPerCell[cell] == 0) {
      cell--;
    }
    return cell;
  }

  private static float maskPosition(int index, float toMask) {
    return Math.max(0f, toMask * (index + 0.5f) - 0.5f);
  }

  private static int maskIndex(int index, float toMask, int maskSize) {
    return Math.min((int) maskPosition(index, toMask), maskSize - 1);
  }

  private void addTaps(
      int position, int cell, int index, float factor, float toMask, int maskSize) {
    int first = maskIndex(index, toMask, maskSize);
    int second = Math.min(first + 1, maskSize - 1);
    float share = Math.min(Math.max(maskPosition(index, toMask) - first, 0f), 1f);
    weights[COUNT * position + first - cell] += factor * (1f - share);
    weights[COUNT * position + second - cell] += factor * share;
  }

  /** Output positions. */
  int length() {
    return length;
  }

  /** Cells, each with the logits {@code cell .. cell + 2} as taps. */
  int cells() {
    return cellStarts.length - 1;
  }

  /** The first position of a cell; the next cell's first position is its end. */
  int start(int cell) {
    return cellStarts[cell];
  }

  /** Cells up to the last that has positions; those behind it are padding. */
  int usedCells() {
    return usedCells;
  }

  /** Positions of the cell that has the most. */
  int longestCell() {
    return longestCell;
  }

  /** The first position of a cell that has a share of its third tap; the cell's end if none has. */
  int thirdTapStart(int cell) {
    return thirdTapStarts[cell];
  }

  /**
   * About the first position behind a place between two logits' centres; a position or two amiss,
   * as the two steps round the corners at the centres off.
   *
   * @param logit the logit before the place
   * @param share how far the place lies on the way to the next logit, 0 to 1
   */
  int positionAfter(int logit, float share) {
    return (int) ((logit + share + 0.5f) * positionsPerLogit + 0.5f);
  }

  /** The weights {@code [length, 3]}, to be read only. */
  float[] weights() {
    return weights;
  }
}
