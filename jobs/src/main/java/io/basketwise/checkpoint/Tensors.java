package io.basketwise.checkpoint;

import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;
import io.basketwise.models.format.StringColumn;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The tensors of a file as arrays that outlive it. */
record Tensors(Safetensors file) {
  /** Adds lists of numbers, which {@link #lists} reads. */
  static void write(SafetensorsWriter writer, String name, List<int[]> lists) {
    writer
        .ints(name + ".lengths", lists.stream().mapToInt(list -> list.length).toArray())
        .ints(name + ".values", lists.stream().flatMapToInt(IntStream::of).toArray());
  }

  List<int[]> lists(String name) {
    int[] values = ints(name + ".values");
    List<int[]> lists = new ArrayList<>();
    int from = 0;
    for (int length : ints(name + ".lengths")) {
      lists.add(Arrays.copyOfRange(values, from, from + length));
      from += length;
    }
    return lists;
  }

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
