package org.maskfoundry.model.graph;

/** The attributes of a node (AttributeProto of onnx.proto). */
final class Attributes {

  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int STRING = 4;
  private static final int GRAPH = 6;
  private static final int INTS = 8;
  private static final int TYPE = 20;

  private static final int NODE_ATTRIBUTE = 5;

  private final ProtoWriter node = new ProtoWriter();

  static Attributes none() {
    return new Attributes();
  }

  Attributes with(String name, long value) {
    node.message(
        NODE_ATTRIBUTE, new ProtoWriter().text(NAME, name).number(INT, value).number(TYPE, 2));
    return this;
  }

  Attributes with(String name, float value) {
    node.message(
        NODE_ATTRIBUTE, new ProtoWriter().text(NAME, name).real(FLOAT, value).number(TYPE, 1));
    return this;
  }

  Attributes with(String name, long... values) {
    ProtoWriter attribute = new ProtoWriter().text(NAME, name);
    for (long value : values) {
      attribute.number(INTS, value);
    }
    node.message(NODE_ATTRIBUTE, attribute.number(TYPE, 7));
    return this;
  }

  Attributes with(String name, String value) {
    node.message(
        NODE_ATTRIBUTE, new ProtoWriter().text(NAME, name).text(STRING, value).number(TYPE, 3));
    return this;
  }

  Attributes with(String name, ProtoWriter graph) {
    node.message(
        NODE_ATTRIBUTE, new ProtoWriter().text(NAME, name).message(GRAPH, graph).number(TYPE, 5));
    return this;
  }

  /** The attributes as fields of their node. */
  byte[] toBytes() {
    return node.toBytes();
  }
}
