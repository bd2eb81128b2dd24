package io.basketwise.models.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.behaviour.TreeEnsemble;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A tree ensemble of one output as an ONNX model: one {@code TreeEnsembleRegressor} of the domain
 * {@code ai.onnx.ml}, version 3, from an input {@code x} of one row to an output {@code y}. Field
 * numbers are those of onnx.proto.
 */
final class OnnxTrees {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int FLOAT = 5;
  private static final int MORE = 0x80;

  /** Types of attributes and of tensors. */
  private static final int TYPE_INT = 2;

  private static final int TYPE_STRING = 3;
  private static final int TYPE_FLOATS = 6;
  private static final int TYPE_INTS = 7;
  private static final int TYPE_STRINGS = 8;
  private static final int TENSOR_FLOAT = 1;

  private final TreeEnsemble trees;
  private final int[] tree;

  private OnnxTrees(TreeEnsemble trees) {
    this.trees = trees;
    tree = new int[trees.feature().length];
    for (int each = 0; each < trees.roots().length; each++) {
      Arrays.fill(tree, trees.roots()[each], tree.length, each);
    }
  }

  static byte[] of(TreeEnsemble trees) {
    return new OnnxTrees(trees).model();
  }

  private byte[] model() {
    Message graph =
        new Message()
            .message(1, regressor())
            .text(2, "trees")
            .message(11, matrix("x", trees.features()))
            .message(12, matrix("y", 1));
    return new Message()
        .number(1, 8)
        .message(7, graph)
        .message(8, new Message().text(1, "ai.onnx.ml").number(2, 3))
        .message(8, new Message().text(1, "").number(2, 17))
        .bytes();
  }

  private static Message matrix(String name, int columns) {
    Message shape =
        new Message()
            .message(1, new Message().number(1, 1))
            .message(1, new Message().number(1, columns));
    Message tensor = new Message().number(1, TENSOR_FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  private Message regressor() {
    int[] nodes = IntStream.range(0, tree.length).toArray();
    int[] leaves = IntStream.of(nodes).filter(node -> trees.feature()[node] < 0).toArray();
    return new Message()
        .text(1, "x")
        .text(2, "y")
        .text(4, "TreeEnsembleRegressor")
        .message(5, number("n_targets", 1))
        .message(5, new Message().text(1, "aggregate_function").text(4, "SUM").number(20, TYPE_STRING))
        .message(5, numbers("nodes_treeids", IntStream.of(nodes).map(node -> tree[node])))
        .message(5, numbers("nodes_nodeids", IntStream.of(nodes)))
        .message(
            5,
            numbers(
                "nodes_featureids",
                IntStream.of(nodes).map(node -> Math.max(0, trees.feature()[node]))))
        .message(5, numbers("nodes_missing_value_tracks_true", IntStream.of(nodes).map(node -> 1)))
        .message(
            5,
            numbers(
                "nodes_truenodeids",
                IntStream.of(nodes).map(node -> Math.max(0, trees.left()[node]))))
        .message(
            5,
            numbers(
                "nodes_falsenodeids",
                IntStream.of(nodes).map(node -> Math.max(0, trees.left()[node] + 1))))
        .message(5, floats("nodes_values", DoubleStream.of(trees.threshold())))
        .message(5, modes())
        .message(5, numbers("target_treeids", IntStream.of(leaves).map(leaf -> tree[leaf])))
        .message(5, numbers("target_nodeids", IntStream.of(leaves)))
        .message(5, numbers("target_ids", IntStream.of(leaves).map(leaf -> 0)))
        .message(
            5,
            floats(
                "target_weights", IntStream.of(leaves).mapToDouble(leaf -> trees.values()[leaf])))
        .text(7, "ai.onnx.ml");
  }

  private Message modes() {
    Message modes = new Message().text(1, "nodes_modes");
    for (int feature : trees.feature()) {
      modes.text(9, feature < 0 ? "LEAF" : "BRANCH_LEQ");
    }
    return modes.number(20, TYPE_STRINGS);
  }

  private static Message number(String name, int value) {
    return new Message().text(1, name).number(3, value).number(20, TYPE_INT);
  }

  private static Message numbers(String name, IntStream values) {
    Message numbers = new Message().text(1, name);
    LongStream longs = values.asLongStream();
    longs.forEach(value -> numbers.number(8, value));
    return numbers.number(20, TYPE_INTS);
  }

  private static Message floats(String name, DoubleStream values) {
    Message floats = new Message().text(1, name);
    values.forEach(value -> floats.single(7, (float) value));
    return floats.number(20, TYPE_FLOATS);
  }

  /** A message of protocol buffers. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void varint(long value) {
      long rest = value;
      while (rest >= MORE) {
        bytes.write((int) rest | MORE);
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }

    Message number(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message single(int field, float value) {
      varint((long) field << 3 | FLOAT);
      bytes.writeBytes(
          ByteBuffer.allocate(Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putFloat(value)
              .array());
      return this;
    }

    Message text(int field, String value) {
      return data(field, value.getBytes(UTF_8));
    }

    Message message(int field, Message value) {
      return data(field, value.bytes());
    }

    private Message data(int field, byte[] data) {
      varint((long) field << 3 | LENGTH);
      varint(data.length);
      bytes.writeBytes(data);
      return this;
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
