package io.basketwise.models.artifact;

import io.basketwise.models.format.DamagedFileException;
import io.basketwise.models.format.Safetensors;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;

/** The tensors of a file with their invariants checked, so that no later index can go astray. */
final class Columns {
  private final Path path;
  private final Safetensors tensors;

  Columns(Path path) {
    this.path = path;
    this.tensors = Safetensors.open(path);
  }

  Safetensors tensors() {
    return tensors;
  }

  DamagedFileException damaged(String found, String expected) {
    return new DamagedFileException(path, found, expected);
  }

  private void length(String name, int found, int expected) {
    if (found != expected) {
      throw damaged(found + " values in " + name, String.valueOf(expected));
    }
  }

  IntBuffer ints(String name, int length, int from, int to) {
    IntBuffer values = tensors.ints(name);
    length(name, values.limit(), length);
    for (int i = 0; i < length; i++) {
      if (values.get(i) < from || values.get(i) >= to) {
        throw damaged(values.get(i) + " in " + name, from + " to " + (to - 1));
      }
    }
    return values;
  }

  IntBuffer counts(String name, int length) {
    return ints(name, length, 0, Integer.MAX_VALUE);
  }

  LongBuffer longs(String name, int length, long from) {
    LongBuffer values = tensors.longs(name);
    length(name, values.limit(), length);
    for (int i = 0; i < length; i++) {
      if (values.get(i) < from) {
        throw damaged(values.get(i) + " in " + name, from + " or more");
      }
    }
    return values;
  }

  /** Offsets of rows into values: from 0 to their number, never falling. */
  LongBuffer offsets(String name, int rows, int values) {
    LongBuffer offsets = longs(name, rows + 1, 0);
    if (offsets.get(0) != 0 || offsets.get(rows) != values) {
      throw damaged(name + " that do not span the values", "0 to " + values);
    }
    for (int i = 0; i < rows; i++) {
      if (offsets.get(i) > offsets.get(i + 1)) {
        throw damaged(name + " that fall at row " + i, "rising offsets");
      }
    }
    return offsets;
  }

  ByteBuffer bytes(String name, int length, int bound) {
    ByteBuffer values = tensors.bytes(name);
    length(name, values.limit(), length);
    for (int i = 0; i < length; i++) {
      if ((values.get(i) & 0xff) >= bound) {
        throw damaged((values.get(i) & 0xff) + " in " + name, "below " + bound);
      }
    }
    return values;
  }

  FloatBuffer finiteFloats(String name, int length) {
    FloatBuffer values = tensors.floats(name);
    length(name, values.limit(), length);
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values.get(i))) {
        throw damaged(values.get(i) + " in " + name, "finite values");
      }
    }
    return values;
  }

  DoubleBuffer finiteDoubles(String name, int length) {
    DoubleBuffer values = tensors.doubles(name);
    length(name, values.limit(), length);
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(values.get(i))) {
        throw damaged(values.get(i) + " in " + name, "finite values");
      }
    }
    return values;
  }

  DoubleBuffer money(String name, int length) {
    DoubleBuffer values = tensors.doubles(name);
    length(name, values.limit(), length);
    for (int i = 0; i < length; i++) {
      double value = values.get(i);
      if (value < 0 || Double.isInfinite(value)) {
        throw damaged(value + " in " + name, "0 or more, or NaN for unknown");
      }
    }
    return values;
  }
}
