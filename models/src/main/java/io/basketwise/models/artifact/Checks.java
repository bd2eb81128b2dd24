package io.basketwise.models.artifact;

/** The invariants of columns that are about to be written. */
final class Checks {
  private Checks() {}

  static void require(boolean holds, String problem) {
    if (!holds) {
      throw broken(problem);
    }
  }

  private static IllegalArgumentException broken(String problem) {
    return new IllegalArgumentException(problem);
  }

  static void length(String column, int found, int expected) {
    require(found == expected, column + " has " + found + " values, expected " + expected);
  }

  /** Offsets from 0 to the number of values, never falling. */
  static void offsets(String column, long[] offsets, int rows, int values) {
    length(column, offsets.length, rows + 1);
    require(offsets[0] == 0 && offsets[rows] == values, column + " do not span 0 to " + values);
    for (int i = 0; i < rows; i++) {
      if (offsets[i] > offsets[i + 1]) {
        throw broken(column + " fall at row " + i);
      }
    }
  }

  /** Strictly, within each row. */
  static void ascending(String column, int[] offsets, int[] values) {
    for (int row = 0; row + 1 < offsets.length; row++) {
      for (int at = offsets[row] + 1; at < offsets[row + 1]; at++) {
        if (values[at] <= values[at - 1]) {
          throw broken(column + " has " + values[at] + " behind " + values[at - 1]);
        }
      }
    }
  }

  static void within(String column, int[] values, int from, int to) {
    for (int value : values) {
      if (value < from || value >= to) {
        throw broken(column + " has " + value + ", expected " + from + " to " + (to - 1));
      }
    }
  }

  static void notNegative(String column, int[] values) {
    within(column, values, 0, Integer.MAX_VALUE);
  }

  static void notNegative(String column, long[] values) {
    for (long value : values) {
      if (value < 0) {
        throw broken(column + " has " + value + ", expected none below 0");
      }
    }
  }

  static void finite(String column, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw broken(column + " has " + value + ", expected finite values");
      }
    }
  }

  static void finite(String column, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw broken(column + " has " + value + ", expected finite values");
      }
    }
  }

  /** Money: finite and not negative, or NaN for unknown. */
  static void money(String column, double[] values) {
    for (double value : values) {
      if (!Double.isNaN(value) && (value < 0 || !Double.isFinite(value))) {
        throw broken(column + " has " + value + ", expected 0 or more, or NaN for unknown");
      }
    }
  }
}
