package org.maskfoundry.model.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.ElementType;
import org.maskfoundry.model.checkpoint.SafetensorsWriter;
import org.maskfoundry.model.checkpoint.Tensor;

/**
 * A SAM of random weights, small enough to be computed by hand: 32 pixels, 4 x 4 patches, 2 blocks.
 */
public final class TinySam {

  /** Sizes that no tensor shows; windows of 3 need padding on 4 patches. */
  public static final Map<String, Object> SIDECAR =
      Map.of(
          "num_heads", 2,
          "window_size", 3,
          "global_attn_indexes", List.of(1),
          "decoder_num_heads", 2);

  static final int WIDTH = 8;
  static final int CHANNELS = 16;

  private final Random random = new Random(11);
  private final List<Tensor> tensors = new ArrayList<>();

  private TinySam() {}

  /** Writes the checkpoint. */
  public static Checkpoint write(Path file) throws IOException {
    TinySam sam = new TinySam();
    sam.encoder();
    sam.prompts();
    sam.decoder();
    SafetensorsWriter.write(file, sam.tensors);
    return Checkpoint.open(file);
  }

  private void encoder() {
    String prefix = "image_encoder.";
    add(prefix + "pos_embed", 1, 4, 4, WIDTH);
    convolution(prefix + "patch_embed.proj", WIDTH, 3, 8);
    for (int block = 0; block < 2; block++) {
      String name = prefix + "blocks." + block;
      norm(name + ".norm1", WIDTH);
      norm(name + ".norm2", WIDTH);
      linear(name + ".attn.qkv", 3 * WIDTH, WIDTH);
      linear(name + ".attn.proj", WIDTH, WIDTH);
      linear(name + ".mlp.lin1", 2 * WIDTH, WIDTH);
      linear(name + ".mlp.lin2", WIDTH, 2 * WIDTH);
      // The global block's table is shorter than 2 * 4 - 1 and has to be interpolated.
      add(name + ".attn.rel_pos_h", 5, WIDTH / 2);
      add(name + ".attn.rel_pos_w", 5, WIDTH / 2);
    }
    add(prefix + "neck.0.weight", CHANNELS, WIDTH, 1, 1);
    norm(prefix + "neck.1", CHANNELS);
    add(prefix + "neck.2.weight", CHANNELS, CHANNELS, 3, 3);
    norm(prefix + "neck.3", CHANNELS);
  }

  private void prompts() {
    String prefix = "prompt_encoder.";
    add(prefix + "pe_layer.positional_encoding_gaussian_matrix", 2, CHANNELS / 2);
    add(prefix + "no_mask_embed.weight", 1, CHANNELS);
    add(prefix + "not_a_point_embed.weight", 1, CHANNELS);
    for (int kind = 0; kind < 4; kind++) {
      add(prefix + "point_embeddings." + kind + ".weight", 1, CHANNELS);
    }
    convolution(prefix + "mask_downscaling.0", 4, 1, 2);
    norm(prefix + "mask_downscaling.1", 4);
    convolution(prefix + "mask_downscaling.3", 16, 4, 2);
    norm(prefix + "mask_downscaling.4", 16);
    convolution(prefix + "mask_downscaling.6", CHANNELS, 16, 1);
  }

  private void decoder() {
    String prefix = "mask_decoder.";
    add(prefix + "iou_token.weight", 1, CHANNELS);
    add(prefix + "mask_tokens.weight", 4, CHANNELS);
    for (int layer = 0; layer < 2; layer++) {
      String name = prefix + "transformer.layers." + layer;
      attention(name + ".self_attn", CHANNELS);
      attention(name + ".cross_attn_token_to_image", CHANNELS / 2);
      attention(name + ".cross_attn_image_to_token", CHANNELS / 2);
      linear(name + ".mlp.lin1", 24, CHANNELS);
      linear(name + ".mlp.lin2", CHANNELS, 24);
      for (int norm = 1; norm <= 4; norm++) {
        norm(name + ".norm" + norm, CHANNELS);
      }
    }
    attention(prefix + "transformer.final_attn_token_to_image", CHANNELS / 2);
    norm(prefix + "transformer.norm_final_attn", CHANNELS);
    add(prefix + "output_upscaling.0.weight", CHANNELS, CHANNELS / 4, 2, 2);
    add(prefix + "output_upscaling.0.bias", CHANNELS / 4);
    norm(prefix + "output_upscaling.1", CHANNELS / 4);
    add(prefix + "output_upscaling.3.weight", CHANNELS / 4, CHANNELS / 8, 2, 2);
    add(prefix + "output_upscaling.3.bias", CHANNELS / 8);
    perceptron(prefix + "iou_prediction_head", 4);
    for (int mask = 0; mask < 4; mask++) {
      perceptron(prefix + "output_hypernetworks_mlps." + mask, CHANNELS / 8);
    }
  }

  private void perceptron(String name, int out) {
    linear(name + ".layers.0", CHANNELS, CHANNELS);
    linear(name + ".layers.1", CHANNELS, CHANNELS);
    linear(name + ".layers.2", out, CHANNELS);
  }

  private void attention(String name, int inner) {
    for (String part : List.of("q", "k", "v")) {
      linear(name + "." + part + "_proj", inner, CHANNELS);
    }
    linear(name + ".out_proj", CHANNELS, inner);
  }

  private void linear(String name, long out, long in) {
    add(name + ".weight", out, in);
    add(name + ".bias", out);
  }

  private void norm(String name, long width) {
    linear(name, width, 1);
    Tensor weight = tensors.remove(tensors.size() - 2);
    tensors.add(new Tensor(weight.name(), weight.type(), List.of(width), weight.data()));
  }

  private void convolution(String name, long out, long in, long side) {
    add(name + ".weight", out, in, side, side);
    add(name + ".bias", out);
  }

  private void add(String name, long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer data = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      data.putFloat((float) (0.4 * random.nextGaussian()));
    }
    tensors.add(
        new Tensor(name, ElementType.F32, Arrays.stream(shape).boxed().toList(), data.flip()));
  }
}
