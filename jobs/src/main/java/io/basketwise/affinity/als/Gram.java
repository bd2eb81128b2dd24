package io.basketwise.affinity.als;

import java.util.Arrays;
import java.util.List;

/**
 * Y'Y of factor rows. Rows are added in float, {@link #CHUNK} at a time, and chunks in double; the
 * sums of blocks are added in the blocks' order. As blocks depend on the data alone, so do the
 * bits.
 */
final class Gram {
  private static final int CHUNK = 64;

  private Gram() {}

  /** The product of the rows from one position to before another, rank by rank. */
  static double[] of(float[][] rows, int from, int to, int rank) {
    double[] sum = new double[rank * rank];
    float[][] chunk = new float[rank][rank];
    for (int start = from; start < to; start += CHUNK) {
      addChunk(chunk, rows, start, Math.min(to, start + CHUNK));
      for (int j = 0; j < rank; j++) {
        for (int l = 0; l < rank; l++) {
          sum[j * rank + l] += chunk[j][l];
        }
        Arrays.fill(chunk[j], 0);
      }
    }
    return sum;
  }

  private static void addChunk(float[][] chunk, float[][] rows, int from, int to) {
    float[] factors = new float[4];
    int i = from;
    for (; i + 3 < to; i += 4) {
      for (int j = 0; j < chunk.length; j++) {
        for (int lane = 0; lane < 4; lane++) {
          factors[lane] = rows[i + lane][j];
        }
        FloatRows.addFour(chunk[j], rows[i], rows[i + 1], rows[i + 2], rows[i + 3], factors, 0);
      }
    }
    for (; i < to; i++) {
      for (int j = 0; j < chunk.length; j++) {
        FloatRows.add(chunk[j], rows[i], rows[i][j]);
      }
    }
  }

  /** The sum of blocks in their order. */
  static float[][] sum(List<double[]> blocks, int rank) {
    double[] total = new double[rank * rank];
    for (double[] block : blocks) {
      for (int i = 0; i < total.length; i++) {
        total[i] += block[i];
      }
    }
    float[][] gram = new float[rank][rank];
    for (int i = 0; i < total.length; i++) {
      gram[i / rank][i % rank] = (float) total[i];
    }
    return gram;
  }
}
