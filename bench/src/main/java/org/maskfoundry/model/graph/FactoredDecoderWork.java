package org.maskfoundry.model.graph;

/** The work of {@link DecoderLayout#FACTORED}. */
record FactoredDecoderWork(SamArchitecture sam) implements DecoderWork {

  /** What {@link FactoredImageGraph} projects the image to; the last, to be drawn, counts twice. */
  private static final int PROJECTIONS = 16;

  /** Products of {@link FactoredPromptGraph} between tokens and such a projection. */
  private static final int SHARED_PRODUCTS = 11;

  private long cells() {
    return (long) sam.embeddingSize() * sam.embeddingSize();
  }

  @Override
  public long imageSide() {
    long channels = sam.channels();
    return PROJECTIONS * cells() * channels * channels / 2;
  }

  @Override
  public long prompt() {
    long channels = sam.channels();
    long rows = (long) TOKENS * sam.decoderHeads();
    long columns = columnsOfLayer();
    long shared = SHARED_PRODUCTS * cells() * TOKENS * channels / 2;
    long corrections = cells() * columns * (5 * columns + 3 * rows);
    return shared + corrections + DecoderWork.ofTokens(sam) + attention(1);
  }

  /** Columns that a layer adds to a prompt's image: a head's last token follows from the others. */
  private long columnsOfLayer() {
    return (TOKENS - 1L) * sam.decoderHeads() + 1;
  }

  /** The attention after the layers, of so many tokens. */
  private long attention(int tokens) {
    long perHead = 2L * 2 * columnsOfLayer();
    return cells() * tokens * (3L * sam.channels() / 2 + sam.decoderHeads() * perHead);
  }

  @Override
  public long drawing() {
    long image = cells() * (2 * columnsOfLayer() + 1) * sam.channels();
    return image + attention(MaskDecoderHeads.MASKS) + DecoderWork.ofDrawing(sam);
  }
}
