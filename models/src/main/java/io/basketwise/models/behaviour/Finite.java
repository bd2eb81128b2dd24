package io.basketwise.models.behaviour;

/** Refuses numbers that a model cannot compute with. */
final class Finite {
  private Finite() {}

  static void require(String name, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(name + " has " + value + ", expected finite numbers");
      }
    }
  }
}
