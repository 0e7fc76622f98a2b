package org.maskfoundry.model.graph;

/** How the decoder that filters is laid out: the same answers, at another cost. */
public enum DecoderLayout {

  /**
   * One graph, in which every prompt has its image, and masks are drawn all at once: large
   * products, as a GPU does them best, and safe in half precision. What prompts share of the image
   * is computed for each batch anew, which costs a GPU less than to be given it.
   */
  WHOLE,

  /**
   * Two graphs. Only a prompt that draws a mask has its image, and draws it strip by strip: the
   * least work, as a processor does it best. For 32-bit floats.
   */
  FACTORED
}
