package org.maskfoundry.model.graph;

/**
 * Multiplications with additions (MACs) that a SAM of ours needs, by its sizes: products of
 * matrices and convolutions; what is done element by element is not counted.
 */
public final class ModelWork {

  private static final int POINT_TOKENS = 2;
  private static final int OWN_TOKENS = 1 + MaskDecoderHeads.MASKS;
  private static final int PERCEPTRON = 2048;

  /** What {@link FactoredImageGraph} projects the image to; the last, to be drawn, counts twice. */
  private static final int PROJECTIONS = 16;

  /** Products of {@link FactoredPromptGraph} between tokens and such a projection. */
  private static final int SHARED_PRODUCTS = 11;

  private final SamArchitecture sam;

  /** The work of a model. */
  public ModelWork(SamArchitecture sam) {
    this.sam = sam;
  }

  private long cells() {
    return (long) sam.embeddingSize() * sam.embeddingSize();
  }

  /** To encode an image. */
  public long encode() {
    long width = sam.width();
    long patch = (long) sam.patchSize() * sam.patchSize();
    long total = cells() * 3 * patch * width;
    for (int block = 0; block < sam.depth(); block++) {
      total += block(block);
    }
    long channels = sam.channels();
    return total + cells() * width * channels + cells() * 9 * channels * channels;
  }

  private long block(int block) {
    int window = sam.window(block);
    long side = window == 0 ? sam.embeddingSize() : window;
    long perSide = (sam.embeddingSize() + side - 1) / side;
    long tokens = perSide * perSide * side * side;
    long width = sam.width();
    long projections = tokens * width * width * 4;
    long attention = 2 * tokens * side * side * width;
    long positions = 2 * tokens * side * width;
    return projections + attention + positions + cells() * width * width * 8;
  }

  /** Of the decoder's side that is an image's, once for each image. */
  public long imageSide() {
    long channels = sam.channels();
    return PROJECTIONS * cells() * channels * channels / 2;
  }

  /** Of a point on the decoder's other side, up to its predicted IoUs. */
  public long prompt() {
    long channels = sam.channels();
    long tokens = OWN_TOKENS + POINT_TOKENS;
    long rows = tokens * sam.decoderHeads();
    long columns = columnsOfLayer();
    long shared = SHARED_PRODUCTS * cells() * tokens * channels / 2;
    long corrections = cells() * columns * (5 * columns + 3 * rows);
    long own = 2 * tokens * (4 * channels * channels + 2 * channels * PERCEPTRON);
    return shared + corrections + own + attention(1);
  }

  /** Columns that a layer adds to a prompt's image: a head's last token follows from the others. */
  private long columnsOfLayer() {
    return (OWN_TOKENS + POINT_TOKENS - 1L) * sam.decoderHeads() + 1;
  }

  /** The attention after the layers, of so many tokens. */
  private long attention(int tokens) {
    long perHead = 2L * 2 * columnsOfLayer();
    return cells() * tokens * (3L * sam.channels() / 2 + sam.decoderHeads() * perHead);
  }

  /** Besides {@link #prompt}, of a point that has a mask to be drawn. */
  public long drawing() {
    long channels = sam.channels();
    long image = cells() * (2 * columnsOfLayer() + 1) * channels;
    long second = 4 * cells() * channels / 4 * channels / 2;
    long masks = 16 * cells() * MaskDecoderHeads.MASKS * channels / 8;
    return image + attention(MaskDecoderHeads.MASKS) + second + masks;
  }
}
