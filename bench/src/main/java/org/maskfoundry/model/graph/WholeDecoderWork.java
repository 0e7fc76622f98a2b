package org.maskfoundry.model.graph;

/** The work of {@link DecoderLayout#WHOLE}. */
record WholeDecoderWork(SamArchitecture sam) implements DecoderWork {

  /** Keys, values and queries of the first layer, which all prompts share. */
  private static final int SHARED = 3;

  /** Products with the image of which tokens and heads make rows: one of the first layer. */
  private static final int OWN = 5;

  private long cells() {
    return (long) sam.embeddingSize() * sam.embeddingSize();
  }

  @Override
  public long imageSide() {
    long channels = sam.channels();
    return SHARED * cells() * channels * channels / 2;
  }

  @Override
  public long prompt() {
    long channels = sam.channels();
    long shared = SHARED * cells() * TOKENS * channels / 2;
    long own = OWN * cells() * TOKENS * sam.decoderHeads() * channels;
    return shared + own + DecoderWork.ofTokens(sam) + attention(1);
  }

  /** The attention after the layers, of so many tokens. */
  private long attention(int tokens) {
    return 2 * cells() * tokens * sam.decoderHeads() * sam.channels();
  }

  @Override
  public long drawing() {
    long channels = sam.channels();
    long first = cells() * channels * channels;
    return attention(MaskDecoderHeads.MASKS) + first + DecoderWork.ofDrawing(sam);
  }
}
