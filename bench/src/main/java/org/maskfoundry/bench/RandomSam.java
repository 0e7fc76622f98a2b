package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
 * Checkpoints of the published sizes with random weights: what they answer means nothing, what they
 * cost is what the published ones cost.
 */
public final class RandomSam {

  private static final int CHANNELS = 256;
  private static final int PATCHES = 64;
  private static final int WINDOW = 14;
  private static final int NUMBERS = 1 << 20;

  /**
   * The size of an encoder; the decoder's is always the published one.
   *
   * @param width channels
   * @param depth blocks
   * @param heads attention heads
   * @param globalBlocks blocks without windows
   */
  public record Size(int width, int depth, int heads, List<Integer> globalBlocks) {

    /** The smallest that was published. */
    public static final Size VIT_B = new Size(768, 12, 12, List.of(2, 5, 8, 11));

    /** The one between. */
    public static final Size VIT_L = new Size(1024, 24, 16, List.of(5, 11, 17, 23));

    /** The largest, with which SA-1B was made. */
    public static final Size VIT_H = new Size(1280, 32, 16, List.of(7, 15, 23, 31));

    /** What a checkpoint's tensors do not show, as a sidecar states it. */
    public Map<String, Object> stated() {
      return Map.of("num_heads", heads, "window_size", WINDOW, "global_attn_indexes", globalBlocks);
    }
  }

  private final Size size;
  private final Random random = new Random(1);
  private final float[] numbers = numbers(random);
  private final List<Tensor> tensors = new ArrayList<>();

  private RandomSam(Size size) {
    this.size = size;
  }

  /** Writes a checkpoint and opens it. */
  public static Checkpoint write(Path file, Size size) throws IOException {
    RandomSam sam = new RandomSam(size);
    sam.encoder();
    sam.prompts();
    sam.decoder();
    SafetensorsWriter.write(file, sam.tensors);
    return Checkpoint.open(file);
  }

  private void encoder() {
    String prefix = "image_encoder.";
    int width = size.width();
    add(prefix + "pos_embed", 1, PATCHES, PATCHES, width);
    withBias(prefix + "patch_embed.proj", width, 3, 16, 16);
    for (int block = 0; block < size.depth(); block++) {
      String name = prefix + "blocks." + block;
      norm(name + ".norm1", width);
      norm(name + ".norm2", width);
      withBias(name + ".attn.qkv", 3L * width, width);
      withBias(name + ".attn.proj", width, width);
      int side = size.globalBlocks().contains(block) ? PATCHES : WINDOW;
      add(name + ".attn.rel_pos_h", 2L * side - 1, width / size.heads());
      add(name + ".attn.rel_pos_w", 2L * side - 1, width / size.heads());
      withBias(name + ".mlp.lin1", 4L * width, width);
      withBias(name + ".mlp.lin2", width, 4L * width);
    }
    add(prefix + "neck.0.weight", CHANNELS, width, 1, 1);
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
    withBias(prefix + "mask_downscaling.0", 4, 1, 2, 2);
    norm(prefix + "mask_downscaling.1", 4);
    withBias(prefix + "mask_downscaling.3", 16, 4, 2, 2);
    norm(prefix + "mask_downscaling.4", 16);
    withBias(prefix + "mask_downscaling.6", CHANNELS, 16, 1, 1);
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
      withBias(name + ".mlp.lin1", 2048, CHANNELS);
      withBias(name + ".mlp.lin2", CHANNELS, 2048);
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
    withBias(name + ".layers.0", CHANNELS, CHANNELS);
    withBias(name + ".layers.1", CHANNELS, CHANNELS);
    withBias(name + ".layers.2", out, CHANNELS);
  }

  private void attention(String name, int inner) {
    for (String part : List.of("q", "k", "v")) {
      withBias(name + "." + part + "_proj", inner, CHANNELS);
    }
    withBias(name + ".out_proj", CHANNELS, inner);
  }

  private void norm(String name, long width) {
    add(name + ".weight", width);
    add(name + ".bias", width);
  }

  private void withBias(String name, long... shape) {
    add(name + ".weight", shape);
    add(name + ".bias", shape[0]);
  }

  /** Small numbers, so that no sum grows out of bounds. */
  private void add(String name, long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer data = ByteBuffer.allocateDirect(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = data.asFloatBuffer();
    while (floats.hasRemaining()) {
      int start = random.nextInt(numbers.length);
      floats.put(numbers, start, Math.min(floats.remaining(), numbers.length - start));
    }
    tensors.add(new Tensor(name, ElementType.F32, Arrays.stream(shape).boxed().toList(), data));
  }

  /** Drawn once: a model of the largest size has 640 million. */
  private static float[] numbers(Random random) {
    float[] numbers = new float[NUMBERS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (random.nextFloat() - 0.5f) / 8;
    }
    return numbers;
  }
}
