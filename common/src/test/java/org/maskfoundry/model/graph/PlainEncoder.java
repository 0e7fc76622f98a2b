package org.maskfoundry.model.graph;

import static org.maskfoundry.model.graph.PlainLayers.gelu;
import static org.maskfoundry.model.graph.PlainLayers.sum;

import org.maskfoundry.model.checkpoint.Checkpoint;

/** The image encoder as the paper's code states it, in doubles and with every bias written out. */
final class PlainEncoder {

  private static final int SIDE = 4;
  private static final int WIDTH = TinySam.WIDTH;
  private static final int HEADS = 2;
  private static final int WINDOW = 3;
  private static final double EPSILON = 1e-6;

  private final PlainLayers layers;

  PlainEncoder(Checkpoint weights) {
    this.layers = new PlainLayers(weights);
  }

  /** The image embedding, {@code [cells][channels]}, of planes {@code [3, 32, 32]}. */
  double[][] embedding(float[] planes) {
    double[][] pixels = new double[planes.length / 3][3];
    for (int i = 0; i < planes.length; i++) {
      pixels[i % pixels.length][i / pixels.length] = planes[i];
    }
    double[][] x = layers.patches(pixels, "image_encoder.patch_embed.proj", 8);
    x = sum(x, layers.rows("image_encoder.pos_embed", SIDE * SIDE));
    for (int block = 0; block < 2; block++) {
      String prefix = "image_encoder.blocks." + block;
      double[][] normed = layers.norm(x, prefix + ".norm1", EPSILON);
      x = sum(x, block == 1 ? attend(normed, SIDE, prefix) : windowed(normed, prefix));
      double[][] inner =
          layers.linear(layers.norm(x, prefix + ".norm2", EPSILON), prefix + ".mlp.lin1");
      x = sum(x, layers.linear(gelu(inner), prefix + ".mlp.lin2"));
    }
    return neck(x);
  }

  /** A 1 x 1 and a 3 x 3 convolution without biases, each with a norm over the channels. */
  private double[][] neck(double[][] x) {
    double[][] narrow = new double[x.length][TinySam.CHANNELS];
    float[] first = layers.array("image_encoder.neck.0.weight");
    for (int cell = 0; cell < x.length; cell++) {
      for (int i = 0; i < TinySam.CHANNELS * WIDTH; i++) {
        narrow[cell][i / WIDTH] += first[i] * x[cell][i % WIDTH];
      }
    }
    narrow = layers.norm(narrow, "image_encoder.neck.1", EPSILON);
    double[][] mixed = new double[x.length][TinySam.CHANNELS];
    float[] second = layers.array("image_encoder.neck.2.weight");
    for (int cell = 0; cell < x.length; cell++) {
      for (int i = 0; i < second.length; i++) {
        int row = cell / SIDE + i % 9 / 3 - 1;
        int column = cell % SIDE + i % 3 - 1;
        if (row >= 0 && row < SIDE && column >= 0 && column < SIDE) {
          int in = i / 9 % TinySam.CHANNELS;
          mixed[cell][i / 9 / TinySam.CHANNELS] += second[i] * narrow[row * SIDE + column][in];
        }
      }
    }
    return layers.norm(mixed, "image_encoder.neck.3", EPSILON);
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
    double[][] joint = layers.linear(x, prefix + ".attn.qkv");
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
    return layers.linear(joined, prefix + ".attn.proj");
  }

  private double[][] table(String name, int length) {
    int headWidth = WIDTH / HEADS;
    int storedLength = layers.array(name).length / headWidth;
    double[][] stored = layers.rows(name, storedLength);
    double[][] table = new double[length][headWidth];
    for (int row = 0; row < length; row++) {
      double source = Math.max(0, (row + 0.5) * storedLength / length - 0.5);
      int first = (int) source;
      int second = Math.min(first + 1, storedLength - 1);
      for (int i = 0; i < headWidth; i++) {
        table[row][i] =
            (1 - source + first) * stored[first][i] + (source - first) * stored[second][i];
      }
    }
    return table;
  }
}
