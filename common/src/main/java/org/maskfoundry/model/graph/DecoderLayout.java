package org.maskfoundry.model.graph;

/** How the decoder in two graphs is laid out: the same answers, at another cost. */
public enum DecoderLayout {

  /**
   * Every prompt has its image, and masks are drawn all at once: large products, as a GPU does them
   * best, and safe in half precision.
   */
  WHOLE {
    @Override
    void addImageSide(GraphBuilder graph, SamArchitecture sam) {
      new DecoderImageGraph(graph, sam).add();
    }

    @Override
    void addPromptSide(GraphBuilder graph, SamArchitecture sam, String sparse) {
      new DecoderPromptGraph(graph, sam).add(sparse);
    }
  },

  /**
   * Only a prompt that draws a mask has its image, and draws it strip by strip: the least work, as
   * a processor does it best. For 32-bit floats.
   */
  FACTORED {
    @Override
    void addImageSide(GraphBuilder graph, SamArchitecture sam) {
      new FactoredImageGraph(graph, sam).add();
    }

    @Override
    void addPromptSide(GraphBuilder graph, SamArchitecture sam, String sparse) {
      new FactoredPromptGraph(graph, sam).add(sparse);
    }
  };

  abstract void addImageSide(GraphBuilder graph, SamArchitecture sam);

  abstract void addPromptSide(GraphBuilder graph, SamArchitecture sam, String sparse);
}
