package org.maskfoundry.model.graph;

/**
 * A grid of places that a detection head looks from, over the model's whole square input.
 *
 * @param side cells along each side
 * @param cell pixels of the model's input along a cell
 */
public record HeadLevel(int side, double cell) {

  /** Cells of the grid. */
  public int cells() {
    return side * side;
  }

  /** Where the middle of a column or row of cells is, in pixels of the model's input. */
  public double centre(int index) {
    return (index + 0.5) * cell;
  }
}
