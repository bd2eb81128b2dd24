package io.basketwise.behaviour.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by limited-memory BFGS (Liu and Nocedal 1989), with steps
 * halved until they lower the function enough (Armijo 1966).
 */
final class Lbfgs {
  /** Pairs of steps and gradient changes that stand for the second derivatives. */
  private static final int MEMORY = 10;

  /** Share of the slope by which a step must at least lower the function. */
  private static final double ENOUGH = 1e-4;

  /** Relative to the gradient change, what rounding alone may leave. */
  private static final double LEAST_CURVATURE = 1e-12;

  private static final int HALVINGS = 40;

  private final int iterations;
  private final double tolerance;

  /**
   * A minimiser.
   *
   * @param iterations most steps
   * @param tolerance length of the gradient, relative to that of the point where it is longer than
   *     1, at which a point is taken for the minimum
   */
  Lbfgs(int iterations, double tolerance) {
    this.iterations = iterations;
    this.tolerance = tolerance;
  }

  /** A function with its gradient. */
  interface Function {
    /** Value at a point; writes its gradient there. */
    double at(double[] point, double[] gradient);
  }

  private record Pair(double[] step, double[] change, double curvature) {}

  /** The lowest point that was found. */
  double[] minimise(Function function, double[] start) {
    double[] point = start.clone();
    double[] gradient = new double[point.length];
    double value = function.at(point, gradient);
    Deque<Pair> pairs = new ArrayDeque<>();
    for (int i = 0; i < iterations && !flat(point, gradient); i++) {
      double[] direction = direction(gradient, pairs);
      double slope = dot(direction, gradient);
      double length = pairs.isEmpty() ? 1 / Math.max(1, norm(gradient)) : 1;
      double[] next = new double[point.length];
      double[] nextGradient = new double[point.length];
      double found = Double.POSITIVE_INFINITY;
      for (int h = 0; h < HALVINGS && !(found <= value + ENOUGH * length * slope); h++) {
        length = h == 0 ? length : length / 2;
        moved(point, direction, length, next);
        found = function.at(next, nextGradient);
      }
      if (!(found < value)) {
        return point;
      }
      remember(
          pairs,
          moved(next, point, -1, new double[point.length]),
          moved(nextGradient, gradient, -1, new double[point.length]));
      point = next;
      gradient = nextGradient;
      value = found;
    }
    return point;
  }

  private boolean flat(double[] point, double[] gradient) {
    return norm(gradient) <= tolerance * Math.max(1, norm(point));
  }

  /** Only pairs of positive curvature keep the direction a descent. */
  private static void remember(Deque<Pair> pairs, double[] step, double[] change) {
    double curvature = dot(step, change);
    if (curvature > LEAST_CURVATURE * dot(change, change)) {
      pairs.addFirst(new Pair(step, change, curvature));
      if (pairs.size() > MEMORY) {
        pairs.removeLast();
      }
    }
  }

  /** The two loops over the pairs: algorithm 7.4 of Nocedal and Wright 2006. */
  private static double[] direction(double[] gradient, Deque<Pair> pairs) {
    double[] direction =
        moved(new double[gradient.length], gradient, -1, new double[gradient.length]);
    double[] shares = new double[pairs.size()];
    int p = 0;
    for (Pair pair : pairs) {
      shares[p] = dot(pair.step(), direction) / pair.curvature();
      moved(direction, pair.change(), -shares[p++], direction);
    }
    if (!pairs.isEmpty()) {
      Pair last = pairs.getFirst();
      double scale = last.curvature() / dot(last.change(), last.change());
      moved(direction, direction, scale - 1, direction);
    }
    for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
      Pair pair = oldest.next();
      double share = dot(pair.change(), direction) / pair.curvature();
      moved(direction, pair.step(), shares[--p] - share, direction);
    }
    return direction;
  }

  /** Writes a point plus a multiple of a direction; returns it. */
  private static double[] moved(double[] point, double[] direction, double by, double[] into) {
    for (int i = 0; i < point.length; i++) {
      into[i] = point[i] + by * direction[i];
    }
    return into;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
