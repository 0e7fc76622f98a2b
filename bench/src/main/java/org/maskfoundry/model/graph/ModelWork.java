package org.maskfoundry.model.graph;

/**
 * Multiplications with additions (MACs) that a SAM of ours needs, by its sizes: products of
 * matrices and convolutions; what is done element by element is not counted.
 */
public final class ModelWork {

  private final SamArchitecture sam;
  private final DecoderWork decoder;

  /** The work of a model whose decoder is laid out in that way. */
  public ModelWork(SamArchitecture sam, DecoderLayout layout) {
    this.sam = sam;
    this.decoder =
        switch (layout) {
          case FACTORED -> new FactoredDecoderWork(sam);
          case WHOLE -> new WholeDecoderWork(sam);
        };
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
    return decoder.imageSide();
  }

  /** Of a point on the decoder's other side, up to its predicted IoUs. */
  public long prompt() {
    return decoder.prompt();
  }

  /** Besides {@link #prompt}, of a point that has a mask to be drawn. */
  public long drawing() {
    return decoder.drawing();
  }
}
