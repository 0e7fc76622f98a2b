package org.maskfoundry.model.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.Tensor;

/**
 * The sizes of a SAM.
 *
 * @param imageSize S, side of the square input in pixels
 * @param patchSize side of a patch in pixels
 * @param width channels of the encoder
 * @param depth blocks of the encoder
 * @param heads attention heads of a block
 * @param window side of the windows of the blocks that are not global, in patches
 * @param globalBlocks blocks whose attention spans the image
 * @param channels C, channels of the image embedding
 * @param decoderHeads attention heads of the decoder
 */
public record SamArchitecture(
    int imageSize,
    int patchSize,
    int width,
    int depth,
    int heads,
    int window,
    List<Integer> globalBlocks,
    int channels,
    int decoderHeads) {

  private static final int DECODER_HEADS = 8;

  /** Models of small images keep the published window, which is then wider than the image. */
  private static final int WIDEST_WINDOW = 14;

  /** Copies the list. */
  public SamArchitecture {
    globalBlocks = List.copyOf(globalBlocks);
  }

  /**
   * The sizes a checkpoint's tensors show, with what they do not show from {@code stated} or, for
   * ViT-B, ViT-L and ViT-H, from what is known of them.
   *
   * @param stated {@code num_heads}, {@code window_size}, {@code global_attn_indexes} and any other
   *     key of the sidecar; others are compared with the tensors
   * @param source where they are stated, for messages
   * @throws ModelException where the checkpoint is no SAM, or the two contradict each other
   */
  public static SamArchitecture of(
      Checkpoint checkpoint, Map<String, Object> stated, String source) {
    Tensor positions = fourAxes(checkpoint, "image_encoder.pos_embed");
    Tensor patches = fourAxes(checkpoint, "image_encoder.patch_embed.proj.weight");
    Tensor neck = fourAxes(checkpoint, "image_encoder.neck.0.weight");
    int depth = 0;
    while (checkpoint.tensors().containsKey("image_encoder.blocks." + depth + ".norm1.weight")) {
      depth++;
    }
    StatedSizes sizes = new StatedSizes(stated, source);
    KnownSizes known = KnownSizes.of(patches.size(0), depth);
    int patchSize = patches.size(3);
    SamArchitecture architecture =
        new SamArchitecture(
            positions.size(1) * patchSize,
            patchSize,
            patches.size(0),
            depth,
            sizes.number("num_heads", known.heads()),
            sizes.number("window_size", known.window()),
            sizes.numbers("global_attn_indexes", known.globalBlocks()),
            neck.size(0),
            sizes.number("decoder_num_heads", DECODER_HEADS));
    architecture.check(sizes);
    SamTensors.check(checkpoint, architecture);
    return architecture;
  }

  private static Tensor fourAxes(Checkpoint checkpoint, String name) {
    Tensor tensor = checkpoint.tensor(name);
    if (tensor.shape().size() != 4 || tensor.shape().contains(0L)) {
      throw new ModelException(
          "%s: %s is %s; expected four axes, as in the first generation of SAM"
              .formatted(checkpoint.file(), name, tensor.shape()));
    }
    return tensor;
  }

  private void check(StatedSizes sizes) {
    sizes.expect("image_size", imageSize);
    sizes.expect("patch_size", patchSize);
    sizes.expect("embed_dim", width);
    sizes.expect("depth", depth);
    sizes.expect("prompt_embed_dim", channels);
    sizes.require(divides(heads, width), "num_heads", heads, "a divisor of the width " + width);
    sizes.require(
        divides(decoderHeads, channels / 2),
        "decoder_num_heads",
        decoderHeads,
        "a divisor of half the embedding's channels " + channels);
    int widest = Math.max(embeddingSize(), WIDEST_WINDOW);
    sizes.require(window > 0 && window <= widest, "window_size", window, "1 to " + widest);
    sizes.require(
        globalBlocks.stream().allMatch(block -> block >= 0 && block < depth),
        "global_attn_indexes",
        globalBlocks,
        "blocks 0 to " + (depth - 1));
  }

  private static boolean divides(int divisor, int number) {
    return divisor > 0 && number % divisor == 0;
  }

  /** Patches along a side: the side of the image embedding. */
  public int embeddingSize() {
    return imageSize / patchSize;
  }

  /** m, side of the low-resolution logits. */
  public int maskSize() {
    return 4 * embeddingSize();
  }

  /** Side of a block's windows in patches; 0 where its attention spans the image. */
  int window(int block) {
    return globalBlocks.contains(block) ? 0 : window;
  }

  /** What no tensor shows, as the sidecar states it. */
  public Map<String, Object> stated() {
    Map<String, Object> stated = new TreeMap<>();
    stated.put("num_heads", heads);
    stated.put("window_size", window);
    stated.put("global_attn_indexes", globalBlocks);
    stated.put("decoder_num_heads", decoderHeads);
    return stated;
  }
}
