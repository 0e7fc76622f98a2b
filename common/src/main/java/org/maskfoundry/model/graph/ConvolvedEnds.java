package org.maskfoundry.model.graph;

/** {@link EncoderEnds} as the public code has them. */
record ConvolvedEnds(GraphBuilder graph, SamArchitecture sam) implements EncoderEnds {

  @Override
  public String patches(String image) {
    Layers layers = new Layers(graph);
    String patches =
        graph.node(
            "Conv",
            Attributes.none().with("strides", sam.patchSize(), sam.patchSize()),
            image,
            graph.weight("image_encoder.patch_embed.proj.weight"),
            graph.weight("image_encoder.patch_embed.proj.bias"));
    long tokens = (long) sam.embeddingSize() * sam.embeddingSize();
    return layers.reshape(layers.transpose(patches, 0, 2, 3, 1), -1, tokens, sam.width());
  }

  @Override
  public String neck(String x) {
    Layers layers = new Layers(graph);
    int side = sam.embeddingSize();
    String planes = layers.transpose(layers.reshape(x, -1, side, side, sam.width()), 0, 3, 1, 2);
    String narrow = graph.node("Conv", planes, graph.weight("image_encoder.neck.0.weight"));
    String normed = layers.channelNorm(narrow, "image_encoder.neck.1");
    String mixed =
        graph.node(
            "Conv",
            Attributes.none().with("pads", 1, 1, 1, 1),
            normed,
            graph.weight("image_encoder.neck.2.weight"));
    return layers.channelNorm(mixed, "image_encoder.neck.3");
  }
}
