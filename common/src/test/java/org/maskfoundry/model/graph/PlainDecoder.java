package org.maskfoundry.model.graph;

import static org.maskfoundry.model.graph.PlainLayers.gelu;
import static org.maskfoundry.model.graph.PlainLayers.relu;
import static org.maskfoundry.model.graph.PlainLayers.sum;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maskfoundry.model.checkpoint.Checkpoint;

/** The mask decoder as the paper's appendix A states it, in doubles, one prompt at a time. */
final class PlainDecoder {

  private static final int HEADS = 2;
  private static final double EPSILON = 1e-5;
  private static final double CHANNEL_EPSILON = 1e-6;
  private static final String TRANSFORMER = "mask_decoder.transformer.";

  private final PlainLayers layers;
  private final PlainPrompts prompts;

  PlainDecoder(Checkpoint weights) {
    this.layers = new PlainLayers(weights);
    this.prompts = new PlainPrompts(layers);
  }

  /** Logits {@code [4][16 * 16]} and predicted IoU of each mask token. */
  record Answer(List<double[]> masks, List<Double> predictedIous) {}

  /**
   * The answer to one prompt.
   *
   * @param embedding {@code [cells][channels]}
   * @param points (x, y) in pixels
   * @param mask logits {@code [16 * 16]}
   */
  Answer answer(double[][] embedding, double[][] points, int[] labels, Optional<float[]> mask) {
    double[][] tokens =
        Stream.of(
                layers.rows("mask_decoder.iou_token.weight", 1),
                layers.rows("mask_decoder.mask_tokens.weight", 4),
                prompts.sparse(points, labels))
            .flatMap(Arrays::stream)
            .toArray(double[][]::new);
    double[][] image = sum(embedding, mask.map(prompts::dense).orElseGet(prompts::noMask));
    double[][] places = prompts.places();
    double[][] queries = tokens;
    for (int layer = 0; layer < 2; layer++) {
      String prefix = TRANSFORMER + "layers." + layer;
      double[][] placed = layer == 0 ? queries : sum(queries, tokens);
      double[][] self = attention(placed, placed, queries, prefix + ".self_attn");
      queries = norm(layer == 0 ? self : sum(queries, self), prefix + ".norm1");
      double[][] fromImage =
          attention(
              sum(queries, tokens),
              sum(image, places),
              image,
              prefix + ".cross_attn_token_to_image");
      queries = norm(sum(queries, fromImage), prefix + ".norm2");
      double[][] inner = relu(layers.linear(queries, prefix + ".mlp.lin1"));
      queries = norm(sum(queries, layers.linear(inner, prefix + ".mlp.lin2")), prefix + ".norm3");
      double[][] fromTokens =
          attention(
              sum(image, places),
              sum(queries, tokens),
              queries,
              prefix + ".cross_attn_image_to_token");
      image = norm(sum(image, fromTokens), prefix + ".norm4");
    }
    double[][] last =
        attention(
            sum(queries, tokens),
            sum(image, places),
            image,
            TRANSFORMER + "final_attn_token_to_image");
    queries = norm(sum(queries, last), TRANSFORMER + "norm_final_attn");
    double[] ious = perceptron(queries[0], "mask_decoder.iou_prediction_head");
    return new Answer(
        List.of(masks(queries, upscaled(image))), Arrays.stream(ious).boxed().toList());
  }

  private double[][] attention(
      double[][] queries, double[][] keys, double[][] values, String prefix) {
    double[][] attended =
        PlainLayers.attend(
            layers.linear(queries, prefix + ".q_proj"),
            layers.linear(keys, prefix + ".k_proj"),
            layers.linear(values, prefix + ".v_proj"),
            HEADS);
    return layers.linear(attended, prefix + ".out_proj");
  }

  private double[][] upscaled(double[][] image) {
    String prefix = "mask_decoder.output_upscaling.";
    double[][] twice = doubled(image, prefix + "0");
    return gelu(doubled(gelu(layers.norm(twice, prefix + "1", CHANNEL_EPSILON)), prefix + "3"));
  }

  /** A transposed convolution with kernel and stride of 2. */
  private double[][] doubled(double[][] map, String name) {
    float[] weight = layers.array(name + ".weight");
    float[] bias = layers.array(name + ".bias");
    int side = 2 * (int) Math.sqrt(map.length);
    double[][] result = new double[side * side][bias.length];
    for (int pixel = 0; pixel < result.length; pixel++) {
      int row = pixel / side;
      int column = pixel % side;
      double[] cell = map[row / 2 * (side / 2) + column / 2];
      for (int out = 0; out < bias.length; out++) {
        result[pixel][out] = bias[out];
        for (int in = 0; in < cell.length; in++) {
          int place = row % 2 * 2 + column % 2;
          result[pixel][out] += cell[in] * weight[(in * bias.length + out) * 4 + place];
        }
      }
    }
    return result;
  }

  private double[][] masks(double[][] queries, double[][] pixels) {
    double[][] masks = new double[4][pixels.length];
    for (int mask = 0; mask < 4; mask++) {
      double[] hyper =
          perceptron(queries[1 + mask], "mask_decoder.output_hypernetworks_mlps." + mask);
      for (int pixel = 0; pixel < pixels.length; pixel++) {
        for (int i = 0; i < hyper.length; i++) {
          masks[mask][pixel] += hyper[i] * pixels[pixel][i];
        }
      }
    }
    return masks;
  }

  private double[] perceptron(double[] token, String prefix) {
    double[][] x = relu(layers.linear(new double[][] {token}, prefix + ".layers.0"));
    x = relu(layers.linear(x, prefix + ".layers.1"));
    return layers.linear(x, prefix + ".layers.2")[0];
  }

  private double[][] norm(double[][] x, String name) {
    return layers.norm(x, name, EPSILON);
  }
}
