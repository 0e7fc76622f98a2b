package org.maskfoundry.model.graph;

import static org.maskfoundry.model.graph.PlainLayers.gelu;
import static org.maskfoundry.model.graph.PlainLayers.sum;

import java.util.Arrays;

/** The prompt encoder as the paper's appendix A states it, in doubles. */
final class PlainPrompts {

  private static final int SIDE = 4;
  private static final int IMAGE_SIZE = 32;
  private static final double CHANNEL_EPSILON = 1e-6;

  private final PlainLayers layers;

  PlainPrompts(PlainLayers layers) {
    this.layers = layers;
  }

  /** Places and kinds of points (x, y) in pixels; of padding the kind alone. */
  double[][] sparse(double[][] points, int[] labels) {
    double[][] shares = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      shares[i] =
          new double[] {(points[i][0] + 0.5) / IMAGE_SIZE, (points[i][1] + 0.5) / IMAGE_SIZE};
    }
    double[][] encoded = encoded(shares);
    for (int i = 0; i < points.length; i++) {
      double[][] place = {encoded[i]};
      encoded[i] =
          labels[i] == -1
              ? layers.rows("prompt_encoder.not_a_point_embed.weight", 1)[0]
              : sum(
                  place,
                  layers.rows("prompt_encoder.point_embeddings." + labels[i] + ".weight", 1))[0];
    }
    return encoded;
  }

  /** The encoded places of the centres of the cells. */
  double[][] places() {
    double[][] centres = new double[SIDE * SIDE][];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        centres[row * SIDE + column] = new double[] {(column + 0.5) / SIDE, (row + 0.5) / SIDE};
      }
    }
    return encoded(centres);
  }

  /** Sines, then cosines, of the projected places. */
  private double[][] encoded(double[][] shares) {
    double[][] matrix =
        layers.rows("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix", 2);
    int half = matrix[0].length;
    double[][] encoded = new double[shares.length][2 * half];
    for (int i = 0; i < shares.length; i++) {
      for (int j = 0; j < half; j++) {
        double turns =
            (2 * shares[i][0] - 1) * matrix[0][j] + (2 * shares[i][1] - 1) * matrix[1][j];
        encoded[i][j] = Math.sin(2 * Math.PI * turns);
        encoded[i][half + j] = Math.cos(2 * Math.PI * turns);
      }
    }
    return encoded;
  }

  /** What stands for a mask where there is none, in every cell. */
  double[][] noMask() {
    double[][] dense = new double[SIDE * SIDE][];
    Arrays.fill(dense, layers.rows("prompt_encoder.no_mask_embed.weight", 1)[0]);
    return dense;
  }

  /** A mask of logits {@code [16 * 16]} as the cells see it. */
  double[][] dense(float[] mask) {
    String prefix = "prompt_encoder.mask_downscaling.";
    double[][] x = new double[mask.length][];
    for (int i = 0; i < mask.length; i++) {
      x[i] = new double[] {mask[i]};
    }
    x = gelu(layers.norm(layers.patches(x, prefix + "0", 2), prefix + "1", CHANNEL_EPSILON));
    x = gelu(layers.norm(layers.patches(x, prefix + "3", 2), prefix + "4", CHANNEL_EPSILON));
    return layers.patches(x, prefix + "6", 1);
  }
}
