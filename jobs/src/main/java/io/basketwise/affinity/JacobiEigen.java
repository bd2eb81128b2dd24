package io.basketwise.affinity;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and
 * Van Loan, Matrix Computations, section 8.5): plain arithmetic in a fixed order, so that the bits
 * are the same on every machine, which native LAPACKs do not promise.
 */
final class JacobiEigen {
  private static final int MAX_SWEEPS = 100;
  private static final double TOLERANCE = 1e-14;

  private final double[][] a;
  private final double[][] vectors;

  private JacobiEigen(double[][] a) {
    this.a = a;
    this.vectors = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      vectors[i][i] = 1;
    }
  }

  /** Decomposes a copy of a symmetric matrix. */
  static JacobiEigen of(double[][] symmetric) {
    double[][] copy = new double[symmetric.length][];
    double scale = 0;
    for (int i = 0; i < copy.length; i++) {
      copy[i] = symmetric[i].clone();
      for (double value : copy[i]) {
        scale = Math.max(scale, Math.abs(value));
      }
    }
    JacobiEigen eigen = new JacobiEigen(copy);
    int sweep = 0;
    while (eigen.largestOffDiagonal() > TOLERANCE * scale) {
      if (sweep++ == MAX_SWEEPS) {
        throw new ArithmeticException("Jacobi rotations did not converge in " + MAX_SWEEPS);
      }
      eigen.sweep();
    }
    return eigen;
  }

  double value(int index) {
    return a[index][index];
  }

  /** Component {@code row} of an eigenvector. */
  double vector(int row, int index) {
    return vectors[row][index];
  }

  private double largestOffDiagonal() {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = i + 1; j < a.length; j++) {
        largest = Math.max(largest, Math.abs(a[i][j]));
      }
    }
    return largest;
  }

  private void sweep() {
    for (int p = 0; p < a.length; p++) {
      for (int q = p + 1; q < a.length; q++) {
        if (a[p][q] != 0) {
          rotate(p, q);
        }
      }
    }
  }

  private void rotate(int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
    }
    a[p][q] = 0;
    a[q][p] = 0;
    for (double[] row : vectors) {
      double vp = row[p];
      double vq = row[q];
      row[p] = c * vp - s * vq;
      row[q] = s * vp + c * vq;
    }
  }
}
