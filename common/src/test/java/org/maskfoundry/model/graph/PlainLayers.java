package org.maskfoundry.model.graph;

import org.maskfoundry.model.checkpoint.Checkpoint;

/** The layers of SAM on rows of doubles, written as their formulas read. */
final class PlainLayers {

  private final Checkpoint weights;

  PlainLayers(Checkpoint weights) {
    this.weights = weights;
  }

  float[] array(String name) {
    return weights.tensor(name).toArray();
  }

  /** A tensor cut into so many rows. */
  double[][] rows(String name, int count) {
    float[] numbers = array(name);
    int width = numbers.length / count;
    double[][] rows = new double[count][width];
    for (int i = 0; i < numbers.length; i++) {
      rows[i / width][i % width] = numbers[i];
    }
    return rows;
  }

  double[][] linear(double[][] x, String name) {
    float[] weight = array(name + ".weight");
    float[] bias = array(name + ".bias");
    double[][] result = new double[x.length][bias.length];
    for (int row = 0; row < x.length; row++) {
      for (int out = 0; out < bias.length; out++) {
        double value = bias[out];
        for (int in = 0; in < x[row].length; in++) {
          value += weight[out * x[row].length + in] * x[row][in];
        }
        result[row][out] = value;
      }
    }
    return result;
  }

  double[][] norm(double[][] x, String name, double epsilon) {
    float[] weight = array(name + ".weight");
    float[] bias = array(name + ".bias");
    int width = weight.length;
    double[][] result = new double[x.length][width];
    for (int row = 0; row < x.length; row++) {
      double mean = 0;
      double variance = 0;
      for (double value : x[row]) {
        mean += value / width;
      }
      for (double value : x[row]) {
        variance += (value - mean) * (value - mean) / width;
      }
      for (int i = 0; i < width; i++) {
        result[row][i] = (x[row][i] - mean) / Math.sqrt(variance + epsilon) * weight[i] + bias[i];
      }
    }
    return result;
  }

  /**
   * A convolution over a square map {@code [side * side][in]} whose stride is its kernel's side.
   */
  double[][] patches(double[][] map, String name, int kernel) {
    float[] weight = array(name + ".weight");
    float[] bias = array(name + ".bias");
    int side = (int) Math.sqrt(map.length);
    int in = map[0].length;
    int smaller = side / kernel;
    double[][] result = new double[smaller * smaller][bias.length];
    for (int pixel = 0; pixel < map.length; pixel++) {
      int row = pixel / side;
      int column = pixel % side;
      double[] cell = result[row / kernel * smaller + column / kernel];
      int place = row % kernel * kernel + column % kernel;
      for (int out = 0; out < bias.length; out++) {
        cell[out] += place == 0 ? bias[out] : 0;
        for (int i = 0; i < in; i++) {
          cell[out] += weight[(out * in + i) * kernel * kernel + place] * map[pixel][i];
        }
      }
    }
    return result;
  }

  /** Rows of keys weighed by the softmax of their products with each query, head by head. */
  static double[][] attend(double[][] queries, double[][] keys, double[][] values, int heads) {
    int width = queries[0].length / heads;
    double[][] result = new double[queries.length][values[0].length];
    for (int head = 0; head < heads; head++) {
      for (int query = 0; query < queries.length; query++) {
        double[] weights = new double[keys.length];
        double total = 0;
        for (int key = 0; key < keys.length; key++) {
          double score = 0;
          for (int i = head * width; i < (head + 1) * width; i++) {
            score += queries[query][i] * keys[key][i] / Math.sqrt(width);
          }
          weights[key] = Math.exp(score);
          total += weights[key];
        }
        for (int key = 0; key < keys.length; key++) {
          for (int i = head * width; i < (head + 1) * width; i++) {
            result[query][i] += weights[key] / total * values[key][i];
          }
        }
      }
    }
    return result;
  }

  static double[][] sum(double[][] one, double[][] other) {
    double[][] sum = new double[one.length][one[0].length];
    for (int row = 0; row < one.length; row++) {
      for (int i = 0; i < one[row].length; i++) {
        sum[row][i] = one[row][i] + other[row][i];
      }
    }
    return sum;
  }

  static double[][] relu(double[][] x) {
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.max(0, row[i]);
      }
    }
    return x;
  }

  static double[][] gelu(double[][] x) {
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = gelu(row[i]);
      }
    }
    return x;
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
}
