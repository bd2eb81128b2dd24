package io.basketwise.behaviour.learn;

/**
 * The best split of a node by the second-order gain (Chen and Guestrin 2016, equation 7), summed
 * over outputs.
 */
final class SplitSearch {
  /** Keeps a quotient finite where all second derivatives are 0. */
  private static final double LEAST_HESSIAN = 1e-9;

  private final Histograms histograms;
  private final double minLeafHessian;
  private final double l2;

  SplitSearch(Histograms histograms, TreeParameters parameters) {
    this.histograms = histograms;
    minLeafHessian = parameters.minLeafHessian();
    l2 = parameters.l2();
  }

  /** Whether two leaves could come out of a node with these sums. */
  boolean possible(double[] sums) {
    return hessian(sums) >= 2 * minLeafHessian;
  }

  /** The step that lowers the loss most, of one output. */
  double step(double gradient, double hessian) {
    return -gradient / (Math.max(hessian, 0) + l2 + LEAST_HESSIAN);
  }

  /**
   * The best of a feature.
   *
   * @param sums derivatives of all rows of the node
   */
  Split best(double[] histogram, int feature, double[] sums) {
    double parent = gain(sums);
    double whole = hessian(sums);
    double[] left = new double[sums.length];
    Split best = Split.NONE;
    int at = histograms.begin(feature);
    for (int bin = 0; bin + 1 < histograms.bins(feature); bin++, at += sums.length) {
      for (int j = 0; j < sums.length; j++) {
        left[j] += histogram[at + j];
      }
      double hessian = hessian(left);
      if (whole - hessian < minLeafHessian) {
        break;
      }
      if (hessian >= minLeafHessian) {
        double gain = gain(left, sums) - parent;
        if (gain > best.gain()) {
          best = new Split(feature, bin, gain);
        }
      }
    }
    return best;
  }

  private double gain(double[] sums) {
    double gain = 0;
    for (int j = 0; j < sums.length; j += 2) {
      gain += gain(sums[j], sums[j + 1]);
    }
    return gain;
  }

  private double gain(double[] left, double[] sums) {
    double gain = 0;
    for (int j = 0; j < sums.length; j += 2) {
      gain += gain(left[j], left[j + 1]) + gain(sums[j] - left[j], sums[j + 1] - left[j + 1]);
    }
    return gain;
  }

  private double gain(double gradient, double hessian) {
    return gradient * gradient / (Math.max(hessian, 0) + l2 + LEAST_HESSIAN);
  }

  /** Mean over the outputs. */
  private static double hessian(double[] sums) {
    double hessian = 0;
    for (int j = 1; j < sums.length; j += 2) {
      hessian += sums[j];
    }
    return 2 * hessian / sums.length;
  }
}
