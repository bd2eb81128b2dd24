package io.basketwise.models.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/** Strings in one UTF-8 blob, addressed by offsets; nothing is decoded before it is asked for. */
public final class StringColumn {
  /**
   * The order of a column that is searched: unsigned bytes of the UTF-8. That of {@link String}
   * differs beyond U+FFFF, whose surrogates come before U+E000.
   */
  public static final Comparator<String> ORDER =
      Comparator.comparing(word -> word.getBytes(UTF_8), Arrays::compareUnsigned);

  private static final int HASH_FACTOR = 31;
  private static final char FIRST_BEYOND_ASCII = 128;
  private static final int PIECE_BYTES = 1 << 14;

  private final ByteBuffer bytes;
  private final LongBuffer offsets;

  private StringColumn(ByteBuffer bytes, LongBuffer offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  static StringColumn of(Path path, String prefix, ByteBuffer bytes, LongBuffer offsets) {
    if (offsets.limit() == 0 || offsets.get(0) != 0) {
      throw new DamagedFileException(path, "no first offset 0 in " + prefix, "offsets from 0 on");
    }
    if (Offsets.of(offsets).fall() >= 0) {
      throw new DamagedFileException(path, "falling offsets in " + prefix, "rising offsets");
    }
    if (offsets.get(offsets.limit() - 1) != bytes.limit()) {
      throw new DamagedFileException(
          path,
          "last offset " + offsets.get(offsets.limit() - 1) + " in " + prefix,
          String.valueOf(bytes.limit()));
    }
    return new StringColumn(bytes, offsets);
  }

  /** The number of strings. */
  public int size() {
    return offsets.limit() - 1;
  }

  /** The string at an index. */
  public String at(int index) {
    int begin = (int) offsets.get(index);
    var copy = new byte[(int) offsets.get(index + 1) - begin];
    bytes.get(begin, copy);
    return new String(copy, UTF_8);
  }

  /**
   * A hash of a string's UTF-8: its hash code where all characters are below 128, as they are in
   * nearly all ids.
   */
  public static int hash(String value) {
    int hash = 0;
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each >= FIRST_BEYOND_ASCII) {
        byte[] utf8 = value.getBytes(UTF_8);
        return hash(0, utf8, 0, utf8.length);
      }
      hash = HASH_FACTOR * hash + each;
    }
    return hash;
  }

  private static int hash(int before, byte[] utf8, int from, int to) {
    int hash = before;
    for (int i = from; i < to; i++) {
      hash = HASH_FACTOR * hash + utf8[i];
    }
    return hash;
  }

  /**
   * The hashes of all strings. None is decoded; the bytes are copied in pieces, for the reason that
   * {@link Offsets} gives.
   */
  public int[] hashes() {
    var hashes = new int[size()];
    var piece = new byte[PIECE_BYTES];
    int pieceBegin = 0;
    int pieceEnd = 0;
    for (int index = 0; index < hashes.length; index++) {
      int end = (int) offsets.get(index + 1);
      int at = (int) offsets.get(index);
      while (at < end) {
        if (at >= pieceEnd) {
          pieceBegin = at;
          pieceEnd = at + Math.min(PIECE_BYTES, bytes.limit() - at);
          bytes.get(at, piece, 0, pieceEnd - at);
        }
        int to = Math.min(end, pieceEnd);
        hashes[index] = hash(hashes[index], piece, at - pieceBegin, to - pieceBegin);
        at = to;
      }
    }
    return hashes;
  }

  /** Whether this is the string at an index. */
  public boolean is(int index, String value) {
    int begin = (int) offsets.get(index);
    int length = (int) offsets.get(index + 1) - begin;
    int common = Math.min(length, value.length());
    for (int i = 0; i < common; i++) {
      char each = value.charAt(i);
      if (each != bytes.get(begin + i)) {
        return each >= FIRST_BEYOND_ASCII && is(begin, length, value.getBytes(UTF_8));
      }
    }
    return length == value.length();
  }

  private boolean is(int begin, int length, byte[] utf8) {
    return length == utf8.length && bytes.slice(begin, length).equals(ByteBuffer.wrap(utf8));
  }

  /** The index of a string in a column that ascends by {@link #ORDER}, or -1. */
  public int find(String value) {
    byte[] key = value.getBytes(UTF_8);
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Whether every string is greater than the one before it by {@link #ORDER}. */
  public boolean strictlyAscending() {
    for (int i = 1; i < size(); i++) {
      if (compareAt(i - 1, i) >= 0) {
        return false;
      }
    }
    return true;
  }

  private int compareAt(int left, int right) {
    int begin = (int) offsets.get(left);
    return compare(bytes, begin, (int) offsets.get(left + 1) - begin, right);
  }

  private int compare(int index, byte[] key) {
    return -compare(ByteBuffer.wrap(key), 0, key.length, index);
  }

  /** Compares bytes, unsigned, with the string at an index. */
  private int compare(ByteBuffer left, int begin, int length, int index) {
    int otherBegin = (int) offsets.get(index);
    int otherLength = (int) offsets.get(index + 1) - otherBegin;
    for (int i = 0; i < Math.min(length, otherLength); i++) {
      int order = (left.get(begin + i) & 0xff) - (bytes.get(otherBegin + i) & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return length - otherLength;
  }
}
