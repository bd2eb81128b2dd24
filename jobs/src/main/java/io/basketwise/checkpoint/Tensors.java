package io.basketwise.checkpoint;

import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.StringColumn;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The tensors of a file as arrays that outlive it. */
record Tensors(Safetensors file) {
  String text(String key) {
    return Objects.requireNonNull(file.metadata().get(key), key);
  }

  List<String> strings(String name) {
    StringColumn column = file.strings(name);
    return IntStream.range(0, column.size()).mapToObj(column::at).toList();
  }

  int[] ints(String name) {
    IntBuffer values = file.ints(name);
    int[] copy = new int[values.limit()];
    values.get(0, copy);
    return copy;
  }

  long[] longs(String name) {
    LongBuffer values = file.longs(name);
    long[] copy = new long[values.limit()];
    values.get(0, copy);
    return copy;
  }

  float[] floats(String name) {
    FloatBuffer values = file.floats(name);
    float[] copy = new float[values.limit()];
    values.get(0, copy);
    return copy;
  }

  double[] doubles(String name) {
    DoubleBuffer values = file.doubles(name);
    double[] copy = new double[values.limit()];
    values.get(0, copy);
    return copy;
  }
}
