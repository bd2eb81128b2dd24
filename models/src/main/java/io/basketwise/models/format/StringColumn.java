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
    if (Offsets.fall(offsets) >= 0) {
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
   * The hash codes of all strings, which are decoded for it only where they must be. The bytes are
   * copied in pieces, for the reason that {@link Offsets} gives.
   */
  public int[] hashes() {
    var hashes = new int[size()];
    var piece = new byte[PIECE_BYTES];
    int pieceBegin = 0;
    int pieceEnd = 0;
    for (int index = 0; index < hashes.length; index++) {
      int begin = (int) offsets.get(index);
      int end = (int) offsets.get(index + 1);
      if (end > pieceEnd && end - begin <= PIECE_BYTES) {
        pieceBegin = begin;
        pieceEnd = Math.min(bytes.limit(), begin + PIECE_BYTES);
        bytes.get(begin, piece, 0, pieceEnd - begin);
      }
      hashes[index] =
          end <= pieceEnd && ascii(piece, begin - pieceBegin, end - pieceBegin)
              ? hash(piece, begin - pieceBegin, end - pieceBegin)
              : at(index).hashCode();
    }
    return hashes;
  }

  private static boolean ascii(byte[] letters, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= letters[i];
    }
    return all >= 0;
  }

  /** As {@link String#hashCode}: characters below 128 are bytes of the same value. */
  private static int hash(byte[] letters, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = HASH_FACTOR * hash + letters[i];
    }
    return hash;
  }

  /** Whether this is the string at an index. */
  public boolean is(int index, String value) {
    int begin = (int) offsets.get(index);
    int length = (int) offsets.get(index + 1) - begin;
    int common = Math.min(length, value.length());
    for (int i = 0; i < common; i++) {
      byte each = bytes.get(begin + i);
      if (each != value.charAt(i)) {
        return each < 0 && at(index).equals(value);
      }
    }
    return length == value.length();
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
