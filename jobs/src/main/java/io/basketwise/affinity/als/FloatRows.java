package io.basketwise.affinity.als;

/**
 * Products of rows of one length. C2 turns a loop into vector instructions when it writes one array
 * and every operand is an array of its own; sums over a row it leaves scalar, hence eight of them
 * run side by side. Fused operations round once, on every processor alike, and the order of the
 * sums is fixed: equal inputs give equal bits.
 */
public final class FloatRows {
  /** Rows that {@link #dots} takes at once. */
  static final int LANES = 8;

  private FloatRows() {}

  /** {@code target += factors[at] a + factors[at + 1] b + factors[at + 2] c + ...}. */
  public static void addFour(
      float[] target, float[] a, float[] b, float[] c, float[] d, float[] factors, int at) {
    float f0 = factors[at];
    float f1 = factors[at + 1];
    float f2 = factors[at + 2];
    float f3 = factors[at + 3];
    for (int j = 0; j < target.length; j++) {
      target[j] =
          Math.fma(f3, d[j], Math.fma(f2, c[j], Math.fma(f1, b[j], Math.fma(f0, a[j], target[j]))));
    }
  }

  /** {@code target += factor row}. */
  static void add(float[] target, float[] row, float factor) {
    for (int j = 0; j < target.length; j++) {
      target[j] = Math.fma(factor, row[j], target[j]);
    }
  }

  /** {@code target += sum of factors[i] rows[i]} over the first {@code size} rows. */
  static void addAll(float[] target, float[][] rows, float[] factors, int size) {
    int i = 0;
    for (; i + 3 < size; i += 4) {
      addFour(target, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], factors, i);
    }
    for (; i < size; i++) {
      add(target, rows[i], factors[i]);
    }
  }

  /** Products of the first {@code size} rows with {@code other}; at most {@link #LANES}. */
  static void dots(float[][] rows, int size, float[] other, float[] products) {
    if (size == LANES) {
      eightDots(rows, other, products);
    } else {
      for (int i = 0; i < size; i++) {
        products[i] = dot(rows[i], other);
      }
    }
  }

  private static void eightDots(float[][] rows, float[] other, float[] products) {
    float[] a = rows[0];
    float[] b = rows[1];
    float[] c = rows[2];
    float[] d = rows[3];
    float[] e = rows[4];
    float[] f = rows[5];
    float[] g = rows[6];
    float[] h = rows[7];
    float sa = 0;
    float sb = 0;
    float sc = 0;
    float sd = 0;
    float se = 0;
    float sf = 0;
    float sg = 0;
    float sh = 0;
    for (int j = 0; j < other.length; j++) {
      float value = other[j];
      sa = Math.fma(a[j], value, sa);
      sb = Math.fma(b[j], value, sb);
      sc = Math.fma(c[j], value, sc);
      sd = Math.fma(d[j], value, sd);
      se = Math.fma(e[j], value, se);
      sf = Math.fma(f[j], value, sf);
      sg = Math.fma(g[j], value, sg);
      sh = Math.fma(h[j], value, sh);
    }
    products[0] = sa;
    products[1] = sb;
    products[2] = sc;
    products[3] = sd;
    products[4] = se;
    products[5] = sf;
    products[6] = sg;
    products[7] = sh;
  }

  /** The product of two rows, in four sums that are added up at the end. */
  static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int j = 0;
    for (; j + 3 < a.length; j += 4) {
      s0 = Math.fma(a[j], b[j], s0);
      s1 = Math.fma(a[j + 1], b[j + 1], s1);
      s2 = Math.fma(a[j + 2], b[j + 2], s2);
      s3 = Math.fma(a[j + 3], b[j + 3], s3);
    }
    for (; j < a.length; j++) {
      s0 = Math.fma(a[j], b[j], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
