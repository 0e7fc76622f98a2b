package org.maskfoundry.model.graph;

import java.util.List;
import org.maskfoundry.model.checkpoint.Checkpoint;

/**
 * The names and shapes of a SAM's tensors. A tensor more or less means another architecture, whose
 * answers our graphs would get wrong without a word.
 */
final class SamTensors {

  private static final List<String> PARTS =
      List.of("image_encoder.", "prompt_encoder.", "mask_decoder.");
  private static final int POINT_KINDS = 4;
  private static final long MASK_CHANNELS = 16;

  private final SamArchitecture sam;
  private final TensorShapes shapes;

  private SamTensors(SamArchitecture sam, TensorShapes shapes) {
    this.sam = sam;
    this.shapes = shapes;
  }

  /**
   * Compares a checkpoint with what a SAM of these sizes has.
   *
   * @throws org.maskfoundry.model.ModelException with the tensors that differ
   */
  static void check(Checkpoint checkpoint, SamArchitecture sam) {
    TensorShapes shapes = new TensorShapes(checkpoint);
    SamTensors tensors = new SamTensors(sam, shapes);
    tensors.imageEncoder();
    tensors.promptEncoder();
    tensors.maskDecoder();
    shapes.check(PARTS);
  }

  private void imageEncoder() {
    String prefix = "image_encoder.";
    long width = sam.width();
    long side = sam.embeddingSize();
    shapes.expect(prefix + "pos_embed", 1, side, side, width);
    shapes.expectWithBias(prefix + "patch_embed.proj", width, 3, sam.patchSize(), sam.patchSize());
    for (int block = 0; block < sam.depth(); block++) {
      String name = prefix + "blocks." + block;
      norm(name + ".norm1", width);
      norm(name + ".norm2", width);
      shapes.expectWithBias(name + ".attn.qkv", 3 * width, width);
      shapes.expectWithBias(name + ".attn.proj", width, width);
      shapes.expect(name + ".attn.rel_pos_h", TensorShapes.ANY, width / sam.heads());
      shapes.expect(name + ".attn.rel_pos_w", TensorShapes.ANY, width / sam.heads());
      feedForward(name + ".mlp", width);
    }
    shapes.expect(prefix + "neck.0.weight", sam.channels(), width, 1, 1);
    norm(prefix + "neck.1", sam.channels());
    shapes.expect(prefix + "neck.2.weight", sam.channels(), sam.channels(), 3, 3);
    norm(prefix + "neck.3", sam.channels());
  }

  private void promptEncoder() {
    String prefix = "prompt_encoder.";
    long channels = sam.channels();
    shapes.expect(prefix + "pe_layer.positional_encoding_gaussian_matrix", 2, channels / 2);
    shapes.expect(prefix + "no_mask_embed.weight", 1, channels);
    shapes.expect(prefix + "not_a_point_embed.weight", 1, channels);
    for (int kind = 0; kind < POINT_KINDS; kind++) {
      shapes.expect(prefix + "point_embeddings." + kind + ".weight", 1, channels);
    }
    String masks = prefix + "mask_downscaling.";
    shapes.expectWithBias(masks + "0", MASK_CHANNELS / 4, 1, 2, 2);
    norm(masks + "1", MASK_CHANNELS / 4);
    shapes.expectWithBias(masks + "3", MASK_CHANNELS, MASK_CHANNELS / 4, 2, 2);
    norm(masks + "4", MASK_CHANNELS);
    shapes.expectWithBias(masks + "6", channels, MASK_CHANNELS, 1, 1);
  }

  private void maskDecoder() {
    String prefix = "mask_decoder.";
    long channels = sam.channels();
    shapes.expect(prefix + "iou_token.weight", 1, channels);
    shapes.expect(prefix + "mask_tokens.weight", MaskDecoderHeads.MASKS, channels);
    for (int layer = 0; layer < TwoWayTransformerGraph.DEPTH; layer++) {
      String name = prefix + "transformer.layers." + layer;
      attention(name + ".self_attn");
      attention(name + ".cross_attn_token_to_image");
      attention(name + ".cross_attn_image_to_token");
      feedForward(name + ".mlp", channels);
      for (int norm = 1; norm <= 4; norm++) {
        norm(name + ".norm" + norm, channels);
      }
    }
    attention(prefix + "transformer.final_attn_token_to_image");
    norm(prefix + "transformer.norm_final_attn", channels);
    String upscaling = prefix + "output_upscaling.";
    upscaling(upscaling + "0", channels, channels / 4);
    norm(upscaling + "1", channels / 4);
    upscaling(upscaling + "3", channels / 4, channels / 8);
    perceptron(prefix + "iou_prediction_head", MaskDecoderHeads.MASKS);
    for (int mask = 0; mask < MaskDecoderHeads.MASKS; mask++) {
      perceptron(prefix + "output_hypernetworks_mlps." + mask, channels / 8);
    }
  }

  private void norm(String prefix, long width) {
    shapes.expectWithBias(prefix, width);
  }

  /** Two layers with any width between them. */
  private void feedForward(String prefix, long width) {
    long inner = shapes.firstAxis(prefix + ".lin1.weight");
    shapes.expectWithBias(prefix + ".lin1", inner, width);
    shapes.expectWithBias(prefix + ".lin2", width, inner);
  }

  /** Queries, keys and values of any common width. */
  private void attention(String prefix) {
    long inner = shapes.firstAxis(prefix + ".q_proj.weight");
    for (String part : List.of(".q_proj", ".k_proj", ".v_proj")) {
      shapes.expectWithBias(prefix + part, inner, sam.channels());
    }
    shapes.expectWithBias(prefix + ".out_proj", sam.channels(), inner);
  }

  /** A transposed convolution: {@code [in, out, 2, 2]}. */
  private void upscaling(String prefix, long in, long out) {
    shapes.expect(prefix + ".weight", in, out, 2, 2);
    shapes.expect(prefix + ".bias", out);
  }

  /** Three layers with any width between them. */
  private void perceptron(String prefix, long out) {
    long inner = shapes.firstAxis(prefix + ".layers.0.weight");
    shapes.expectWithBias(prefix + ".layers.0", inner, sam.channels());
    shapes.expectWithBias(prefix + ".layers.1", inner, inner);
    shapes.expectWithBias(prefix + ".layers.2", out, inner);
  }
}
