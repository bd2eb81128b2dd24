package io.basketwise.models.artifact;

import io.basketwise.models.format.Offsets;
import io.basketwise.models.format.Safetensors;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The tensors of a file. Types, lengths and offsets are checked when a column is asked for; the
 * range of its values, which are nearly all of a file, by {@link #verify}. A value that indexes
 * another column passes {@link #index} whenever it is used.
 */
final class Columns {
  private final Path path;
  private final Safetensors tensors;
  private final List<Range> ranges = new ArrayList<>();

  /** What the values of a column may be; every whole number below 2^53 is a double. */
  private record Range(String name, double least, double most, boolean orUnknown) {
    boolean holds(double value) {
      return (value >= least && value <= most) || (orUnknown && Double.isNaN(value));
    }
  }

  Columns(Path path) {
    this(Safetensors.open(path));
  }

  Columns(Safetensors tensors) {
    this.path = tensors.path();
    this.tensors = tensors;
  }

  Safetensors tensors() {
    return tensors;
  }

  ArtifactException damaged(String found, String expected) {
    return ArtifactException.damaged(path, found, expected);
  }

  /** Checks every value of every column that was asked for. */
  void verify() {
    for (Range range : ranges) {
      IntToDoubleFunction values = tensors.values(range.name);
      int size = tensors.size(range.name);
      for (int i = 0; i < size; i++) {
        double value = values.applyAsDouble(i);
        if (!range.holds(value)) {
          throw damaged(
              value + " in " + range.name + " at " + i, range.least + " to " + range.most);
        }
      }
    }
  }

  /** A value that is about to index a column of so many rows. */
  int index(String name, int value, int rows) {
    if (value < 0 || value >= rows) {
      throw damaged(value + " in " + name, "0 to " + (rows - 1));
    }
    return value;
  }

  /** A value that is about to be told as evidence. */
  float positive(String name, float value) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw damaged(value + " in " + name, "above 0 and finite");
    }
    return value;
  }

  private void length(String name, int expected) {
    long[] shape = tensors.shape(name);
    if (shape.length != 1 || shape[0] != expected) {
      throw damaged(name + " of shape " + Arrays.toString(shape), "[" + expected + "]");
    }
  }

  private void range(String name, double least, double most) {
    ranges.add(new Range(name, least, most, false));
  }

  IntBuffer ints(String name, int length, int from, int to) {
    length(name, length);
    range(name, from, to - 1.0);
    return tensors.ints(name);
  }

  IntBuffer counts(String name, int length) {
    return ints(name, length, 0, Integer.MAX_VALUE);
  }

  LongBuffer longs(String name, int length, long from) {
    length(name, length);
    range(name, (double) from, (double) Long.MAX_VALUE);
    return tensors.longs(name);
  }

  ByteBuffer bytes(String name, int length, int bound) {
    length(name, length);
    range(name, 0, bound - 1.0);
    return tensors.bytes(name);
  }

  /** Finite numbers of any shape. */
  FloatBuffer floats(String name) {
    range(name, -Float.MAX_VALUE, Float.MAX_VALUE);
    return tensors.floats(name);
  }

  FloatBuffer floats(String name, int length) {
    length(name, length);
    return floats(name);
  }

  FloatBuffer positiveFloats(String name, int length) {
    length(name, length);
    range(name, Float.MIN_VALUE, Float.MAX_VALUE);
    return tensors.floats(name);
  }

  /** Numbers from 0 to 1, or NaN where unknown. */
  FloatBuffer shares(String name, int length) {
    length(name, length);
    ranges.add(new Range(name, 0, 1, true));
    return tensors.floats(name);
  }

  /** Amounts, or NaN where unknown. */
  DoubleBuffer money(String name, int length) {
    length(name, length);
    ranges.add(new Range(name, 0, Double.MAX_VALUE, true));
    return tensors.doubles(name);
  }

  /** A few finite numbers, checked at once. */
  DoubleBuffer parameters(String name, int length) {
    length(name, length);
    DoubleBuffer column = tensors.doubles(name);
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(column.get(i))) {
        throw damaged(column.get(i) + " in " + name, "finite values");
      }
    }
    return column;
  }

  /** Offsets of rows into values: from 0 to their number, never falling. */
  LongBuffer offsets(String name, int rows, int values) {
    length(name, rows + 1);
    LongBuffer offsets = tensors.longs(name);
    span(name, offsets.get(0), offsets.get(rows), values);
    rising(name, Offsets.of(offsets).fall());
    return offsets;
  }

  /** The same in 32 bits. */
  IntBuffer intOffsets(String name, int rows, int values) {
    length(name, rows + 1);
    IntBuffer offsets = tensors.ints(name);
    span(name, offsets.get(0), offsets.get(rows), values);
    rising(name, Offsets.of(offsets).fall());
    return offsets;
  }

  private void span(String name, long first, long last, int values) {
    if (first != 0 || last != values) {
      throw damaged(name + " from " + first + " to " + last, "0 to " + values);
    }
  }

  private void rising(String name, int fall) {
    if (fall >= 0) {
      throw damaged(name + " that fall after row " + (fall - 1), "rising offsets");
    }
  }
}
