package io.basketwise.models.artifact;

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
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * The tensors of a file. Types, lengths and offsets are checked when a column is asked for; the
 * values, which are nearly all of a file, by {@link #verify}. A value that indexes another column
 * passes {@link #index} whenever it is used.
 */
final class Columns {
  private final Path path;
  private final Safetensors tensors;
  private final List<Runnable> checks = new ArrayList<>();

  Columns(Path path) {
    this.path = path;
    this.tensors = Safetensors.open(path);
  }

  Safetensors tensors() {
    return tensors;
  }

  ArtifactException damaged(String found, String expected) {
    return ArtifactException.damaged(path, found, expected);
  }

  /** Checks every value of every column. */
  void verify() {
    checks.forEach(Runnable::run);
  }

  /** A value that is about to index a column of so many rows. */
  int index(String name, int value, int rows) {
    if (value < 0 || value >= rows) {
      throw damaged(value + " in " + name, "0 to " + (rows - 1));
    }
    return value;
  }

  /** Has {@link #verify} check what holds of every row of a column. */
  void onVerify(String name, int rows, IntPredicate holds, IntFunction<?> value, String expected) {
    checks.add(() -> check(name, rows, holds, value, expected));
  }

  private void check(
      String name, int rows, IntPredicate holds, IntFunction<?> value, String expected) {
    for (int i = 0; i < rows; i++) {
      if (!holds.test(i)) {
        throw damaged(value.apply(i) + " in " + name + " at " + i, expected);
      }
    }
  }

  private void length(String name, int expected) {
    long[] shape = tensors.shape(name);
    if (shape.length != 1 || shape[0] != expected) {
      throw damaged(name + " of shape " + Arrays.toString(shape), "[" + expected + "]");
    }
  }

  IntBuffer ints(String name, int length, int from, int to) {
    IntBuffer column = tensors.ints(name);
    length(name, length);
    onVerify(
        name,
        length,
        i -> column.get(i) >= from && column.get(i) < to,
        column::get,
        from + " to " + (to - 1));
    return column;
  }

  IntBuffer counts(String name, int length) {
    return ints(name, length, 0, Integer.MAX_VALUE);
  }

  LongBuffer longs(String name, int length, long from) {
    LongBuffer column = tensors.longs(name);
    length(name, length);
    onVerify(name, length, i -> column.get(i) >= from, column::get, from + " or more");
    return column;
  }

  /** Offsets of rows into values: from 0 to their number, never falling. */
  LongBuffer offsets(String name, int rows, int values) {
    LongBuffer offsets = tensors.longs(name);
    length(name, rows + 1);
    checkOffsets(name, offsets::get, rows, values);
    return offsets;
  }

  /** The same in 32 bits. */
  IntBuffer intOffsets(String name, int rows, int values) {
    IntBuffer offsets = tensors.ints(name);
    length(name, rows + 1);
    checkOffsets(name, offsets::get, rows, values);
    return offsets;
  }

  private void checkOffsets(String name, IntToLongFunction offsets, int rows, int values) {
    long before = offsets.applyAsLong(0);
    if (before != 0 || offsets.applyAsLong(rows) != values) {
      throw damaged(
          name + " from " + before + " to " + offsets.applyAsLong(rows), "0 to " + values);
    }
    for (int row = 1; row <= rows; row++) {
      long offset = offsets.applyAsLong(row);
      if (offset < before) {
        throw damaged(name + " that fall at row " + row, "rising offsets");
      }
      before = offset;
    }
  }

  ByteBuffer bytes(String name, int length, int bound) {
    ByteBuffer column = tensors.bytes(name);
    length(name, length);
    onVerify(name, length, i -> (column.get(i) & 0xff) < bound, column::get, "0 to " + (bound - 1));
    return column;
  }

  /** Of any shape. */
  FloatBuffer finiteFloats(String name) {
    FloatBuffer column = tensors.floats(name);
    onVerify(
        name, column.limit(), i -> Float.isFinite(column.get(i)), column::get, "finite values");
    return column;
  }

  FloatBuffer finiteFloats(String name, int length) {
    length(name, length);
    return finiteFloats(name);
  }

  FloatBuffer positiveFloats(String name, int length) {
    FloatBuffer column = finiteFloats(name, length);
    onVerify(name, length, i -> column.get(i) > 0, column::get, "values above 0");
    return column;
  }

  /** A few numbers, checked at once. */
  DoubleBuffer finiteDoubles(String name, int length) {
    DoubleBuffer column = tensors.doubles(name);
    length(name, length);
    check(name, length, i -> Double.isFinite(column.get(i)), column::get, "finite values");
    return column;
  }

  DoubleBuffer money(String name, int length) {
    DoubleBuffer column = tensors.doubles(name);
    length(name, length);
    onVerify(
        name,
        length,
        i -> !(column.get(i) < 0 || Double.isInfinite(column.get(i))),
        column::get,
        "0 or more, or NaN for unknown");
    return column;
  }
}
