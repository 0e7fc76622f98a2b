package org.maskfoundry.model.graph;

/** MACs of a decoder; points are prompts of one point, padded as the published decoder has it. */
interface DecoderWork {

  /** Tokens of a prompt, those of the point among them. */
  int TOKENS = 1 + MaskDecoderHeads.MASKS + 2;

  /** Width of the perceptron of a token. */
  int PERCEPTRON = 2048;

  /** Of the side that is an image's, once for each image. */
  long imageSide();

  /** Of a point on the other side, up to its predicted IoUs. */
  long prompt();

  /** Besides, of a point that has a mask to be drawn. */
  long drawing();

  /** What tokens ask of each other and of themselves in both layers. */
  static long ofTokens(SamArchitecture sam) {
    long channels = sam.channels();
    return 2 * TOKENS * (4 * channels * channels + 2 * channels * PERCEPTRON);
  }

  /** What an image's cells cost from its upscaling on, after the first transposed convolution. */
  static long ofDrawing(SamArchitecture sam) {
    long cells = (long) sam.embeddingSize() * sam.embeddingSize();
    long channels = sam.channels();
    long second = 4 * cells * channels / 4 * channels / 2;
    long masks = 16 * cells * MaskDecoderHeads.MASKS * channels / 8;
    return second + masks;
  }
}
