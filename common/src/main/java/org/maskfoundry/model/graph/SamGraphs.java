package org.maskfoundry.model.graph;

import org.maskfoundry.model.checkpoint.Checkpoint;

/**
 * The graphs of a SAM (Segment Anything, section 3 and appendix A), with the names that
 * EfficientViT-SAM's exports have. Weights stay in the checkpoint.
 */
public final class SamGraphs {

  private SamGraphs() {}

  /**
   * {@code input_image} [N, 3, S, S], normalised and padded, to {@code image_embeddings} [N, C, h,
   * w]; N may be any number.
   */
  public static OnnxGraph imageEncoder(
      SamArchitecture architecture,
      Checkpoint checkpoint,
      FloatFormat format,
      EncoderLayout layout) {
    GraphBuilder graph = new GraphBuilder("image_encoder", checkpoint, format);
    new ImageEncoderGraph(
            graph,
            architecture,
            layout.attention(graph, architecture),
            layout.ends(graph, architecture))
        .add();
    return graph.build();
  }

  /**
   * {@code image_embeddings} [1, C, h, w], {@code point_coords} [B, N, 2] in pixels of the square
   * input and {@code point_labels} [B, N] to {@code masks} [B, 4, m, m] (token 0 first) and {@code
   * iou_predictions} [B, 4].
   */
  public static OnnxGraph maskDecoder(
      SamArchitecture architecture, Checkpoint checkpoint, FloatFormat format) {
    GraphBuilder graph = new GraphBuilder("mask_decoder", checkpoint, format);
    PromptEncoderGraph prompts = new PromptEncoderGraph(graph, architecture);
    new MaskDecoderGraph(graph, architecture).add(prompts.sparse(), prompts.noMask());
    return graph.build();
  }

  /**
   * The side of {@link DecoderLayout#FACTORED} that all prompts without a mask share: {@code
   * image_embeddings} [1, C, h, w] to what {@link #decoderPromptSide} takes of the image.
   */
  public static OnnxGraph decoderImageSide(SamArchitecture architecture, Checkpoint checkpoint) {
    GraphBuilder graph =
        new GraphBuilder("mask_decoder_image_side", checkpoint, FloatFormat.SINGLE);
    new FactoredImageGraph(graph, architecture).add();
    return graph.build();
  }

  /**
   * The side of {@link DecoderLayout#FACTORED} that is each prompt's own: what {@link
   * #decoderImageSide} gave, {@code point_coords} [B, N, 2], {@code point_labels} [B, N], {@code
   * pred_iou_thresh} [1] and {@code wanted_tokens} [4] (1 where a mask is wanted) to {@code
   * iou_predictions} [B, 4], {@code kept} [1, K], indices {@code 4 * prompt + token} of the wanted
   * masks whose predicted IoU is greater, and {@code masks} [K, m * m]. K may be 0.
   */
  public static OnnxGraph decoderPromptSide(SamArchitecture architecture, Checkpoint checkpoint) {
    GraphBuilder graph =
        new GraphBuilder("mask_decoder_prompt_side", checkpoint, FloatFormat.SINGLE);
    PromptEncoderGraph prompts = new PromptEncoderGraph(graph, architecture);
    new FactoredPromptGraph(graph, architecture).add(prompts.sparse());
    return graph.build();
  }

  /**
   * The decoder of {@link DecoderLayout#WHOLE}: {@code image_embeddings} [1, C, h, w] and what
   * {@link #decoderPromptSide} takes of prompts, to what it gives.
   */
  public static OnnxGraph filteringDecoder(
      SamArchitecture architecture, Checkpoint checkpoint, FloatFormat format) {
    GraphBuilder graph = new GraphBuilder("filtering_mask_decoder", checkpoint, format);
    PromptEncoderGraph prompts = new PromptEncoderGraph(graph, architecture);
    SharedImage shared = SharedImage.ofEmbeddings(graph, architecture);
    new DecoderPromptGraph(graph, architecture).add(prompts.sparse(), shared);
    return graph.build();
  }

  /** {@link #maskDecoder} with a mask for each prompt, {@code mask_input} [B, 1, m, m] logits. */
  public static OnnxGraph maskDecoderWithMasks(
      SamArchitecture architecture, Checkpoint checkpoint, FloatFormat format) {
    GraphBuilder graph = new GraphBuilder("mask_decoder_with_masks", checkpoint, format);
    PromptEncoderGraph prompts = new PromptEncoderGraph(graph, architecture);
    new MaskDecoderGraph(graph, architecture).add(prompts.sparse(), prompts.masks());
    return graph.build();
  }
}
