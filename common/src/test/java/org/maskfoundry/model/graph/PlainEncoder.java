package org.maskfoundry.model.graph;

import org.maskfoundry.model.checkpoint.Checkpoint;

/** The image encoder as the paper's code states it, in doubles and with every bias written out. */
final class PlainEncoder {

  private static final int SIDE = 4;
  private static final int WIDTH = TinySam.WIDTH;
  private static final int HEADS = 2;
  private static final int WINDOW = 3;

  private final Checkpoint weights;

  PlainEncoder(Checkpoint weights) {
    this.weights = weights;
  }

  /** Tokens {@code [16][8]} after both blocks, before the neck, of planes {@code [3, 32, 32]}. */
  double[][] tokens(float[] planes) {
    double[][] x = patches(planes);
    for (int block = 0; block < 2; block++) {
      String prefix = "image_encoder.blocks." + block;
      double[][] normed = norm(x, prefix + ".norm1");
      double[][] attended = block == 1 ? attend(normed, SIDE, prefix) : windowed(normed, prefix);
      x = sum(x, attended);
      double[][] inner = linear(norm(x, prefix + ".norm2"), prefix + ".mlp.lin1");
      for (double[] row : inner) {
        for (int i = 0; i < row.length; i++) {
          row[i] = gelu(row[i]);
        }
      }
      x = sum(x, linear(inner, prefix + ".mlp.lin2"));
    }
    return x;
  }

  private double[][] patches(float[] planes) {
    float[] weight = array("image_encoder.patch_embed.proj.weight");
    float[] bias = array("image_encoder.patch_embed.proj.bias");
    float[] positions = array("image_encoder.pos_embed");
    double[][] tokens = new double[SIDE * SIDE][WIDTH];
    for (int token = 0; token < tokens.length; token++) {
      for (int out = 0; out < WIDTH; out++) {
        double value = bias[out] + positions[token * WIDTH + out];
        for (int i = 0; i < 3 * 64; i++) {
          int y = token / SIDE * 8 + i % 64 / 8;
          int x = token % SIDE * 8 + i % 8;
          value += weight[out * 192 + i] * planes[i / 64 * 1024 + y * 32 + x];
        }
        tokens[token][out] = value;
      }
    }
    return tokens;
  }

  /** Windows of 3 on 4 patches: padded to 6 with zeros, which are keys like any other. */
  private double[][] windowed(double[][] x, String prefix) {
    double[][] result = new double[SIDE * SIDE][];
    for (int window = 0; window < 4; window++) {
      double[][] part = new double[WINDOW * WINDOW][WIDTH];
      int top = window / 2 * WINDOW;
      int left = window % 2 * WINDOW;
      for (int i = 0; i < part.length; i++) {
        int row = top + i / WINDOW;
        int column = left + i % WINDOW;
        if (row < SIDE && column < SIDE) {
          part[i] = x[row * SIDE + column];
        }
      }
      double[][] attended = attend(part, WINDOW, prefix);
      for (int i = 0; i < part.length; i++) {
        int row = top + i / WINDOW;
        int column = left + i % WINDOW;
        if (row < SIDE && column < SIDE) {
          result[row * SIDE + column] = attended[i];
        }
      }
    }
    return result;
  }

  private double[][] attend(double[][] x, int side, String prefix) {
    double[][] joint = linear(x, prefix + ".attn.qkv");
    double[][] rows = table(prefix + ".attn.rel_pos_h", 2 * side - 1);
    double[][] columns = table(prefix + ".attn.rel_pos_w", 2 * side - 1);
    int headWidth = WIDTH / HEADS;
    double[][] joined = new double[x.length][WIDTH];
    for (int head = 0; head < HEADS; head++) {
      for (int query = 0; query < x.length; query++) {
        double[] scores = new double[x.length];
        double total = 0;
        for (int key = 0; key < x.length; key++) {
          double score = 0;
          for (int i = 0; i < headWidth; i++) {
            double q = joint[query][head * headWidth + i];
            score += q * joint[key][WIDTH + head * headWidth + i] / Math.sqrt(headWidth);
            score += q * rows[query / side - key / side + side - 1][i];
            score += q * columns[query % side - key % side + side - 1][i];
          }
          scores[key] = Math.exp(score);
          total += scores[key];
        }
        for (int key = 0; key < x.length; key++) {
          for (int i = 0; i < headWidth; i++) {
            int value = head * headWidth + i;
            joined[query][value] += scores[key] / total * joint[key][2 * WIDTH + value];
          }
        }
      }
    }
    return linear(joined, prefix + ".attn.proj");
  }

  private double[][] table(String name, int length) {
    float[] stored = array(name);
    int headWidth = WIDTH / HEADS;
    int storedLength = stored.length / headWidth;
    double[][] table = new double[length][headWidth];
    for (int row = 0; row < length; row++) {
      double source = Math.max(0, (row + 0.5) * storedLength / length - 0.5);
      int first = (int) source;
      int second = Math.min(first + 1, storedLength - 1);
      for (int i = 0; i < headWidth; i++) {
        table[row][i] =
            (1 - source + first) * stored[first * headWidth + i]
                + (source - first) * stored[second * headWidth + i];
      }
    }
    return table;
  }

  private double[][] linear(double[][] x, String name) {
    float[] weight = array(name + ".weight");
    float[] bias = array(name + ".bias");
    double[][] result = new double[x.length][bias.length];
    for (int token = 0; token < x.length; token++) {
      for (int out = 0; out < bias.length; out++) {
        double value = bias[out];
        for (int in = 0; in < x[token].length; in++) {
          value += weight[out * x[token].length + in] * x[token][in];
        }
        result[token][out] = value;
      }
    }
    return result;
  }

  private double[][] norm(double[][] x, String name) {
    float[] weight = array(name + ".weight");
    float[] bias = array(name + ".bias");
    double[][] result = new double[x.length][WIDTH];
    for (int token = 0; token < x.length; token++) {
      double mean = 0;
      double square = 0;
      for (double value : x[token]) {
        mean += value / WIDTH;
      }
      for (double value : x[token]) {
        square += (value - mean) * (value - mean) / WIDTH;
      }
      for (int i = 0; i < WIDTH; i++) {
        result[token][i] = (x[token][i] - mean) / Math.sqrt(square + 1e-6) * weight[i] + bias[i];
      }
    }
    return result;
  }

  /** The exact GELU; the error function by its series, which suffices for the values here. */
  private static double gelu(double x) {
    double z = x / Math.sqrt(2);
    double term = z;
    double sum = z;
    for (int n = 1; n < 200; n++) {
      term *= -z * z / n;
      sum += term / (2 * n + 1);
    }
    double erf = Math.abs(z) > 5 ? Math.signum(z) : 2 / Math.sqrt(Math.PI) * sum;
    return 0.5 * x * (1 + erf);
  }

  private static double[][] sum(double[][] one, double[][] other) {
    double[][] sum = new double[one.length][WIDTH];
    for (int token = 0; token < one.length; token++) {
      for (int i = 0; i < WIDTH; i++) {
        sum[token][i] = one[token][i] + other[token][i];
      }
    }
    return sum;
  }

  private float[] array(String name) {
    return weights.tensor(name).toArray();
  }
}
