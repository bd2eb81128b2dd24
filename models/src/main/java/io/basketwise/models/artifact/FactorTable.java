package io.basketwise.models.artifact;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** ALS item factors in the eigenbasis of their Gram matrix. */
public final class FactorTable {
  private final int rank;
  private final FloatBuffer values;
  private final DoubleBuffer gram;
  private final DoubleBuffer parameters;

  FactorTable(Columns file, int items) {
    int columns = file.tensors().doubles("als.gram").limit();
    long[] shape = file.tensors().shape("als.factors");
    if (columns == 0 || shape.length != 2 || shape[0] != items || shape[1] != columns) {
      throw file.damaged("als.factors of another shape", "[" + items + ", " + columns + "]");
    }
    rank = columns;
    values = file.floats("als.factors");
    gram = file.parameters("als.gram", columns);
    parameters = file.parameters("als.parameters", 2);
    if (alpha() <= 0 || regularization() <= 0) {
      throw file.damaged("als.parameters of 0 or less", "values above 0");
    }
    for (int i = 0; i < rank; i++) {
      if (gram.get(i) < 0) {
        throw file.damaged("als.gram with " + gram.get(i), "eigenvalues of 0 or more");
      }
    }
  }

  /** Numbers an item. */
  public int rank() {
    return rank;
  }

  /** One number of an item's factor. */
  public float value(int item, int column) {
    return values.get(item * rank + column);
  }

  /**
   * Reads a little of an item's factor, for what {@link NeighbourTable#fetch} is for.
   *
   * @return something of all that was read
   */
  public float fetch(int item) {
    float sum = 0;
    for (int column = 0; column < rank; column += NeighbourTable.VALUES_A_LINE) {
      sum += values.get(item * rank + column);
    }
    return sum + values.get(item * rank + rank - 1);
  }

  /**
   * Copies an item's factor as doubles, from a position of an array on.
   *
   * @return whether the item was trained: its factor is not zero
   */
  public boolean copy(int item, double[] into, int at) {
    int from = item * rank;
    boolean trained = false;
    for (int column = 0; column < rank; column++) {
      float value = values.get(from + column);
      into[at + column] = value;
      trained |= value != 0;
    }
    return trained;
  }

  /**
   * The product of an item's factor with a vector. Four sums run side by side and are added at the
   * end, always in this order, so that the same operands give the same bits.
   */
  public double product(int item, double[] vector) {
    int from = item * rank;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int column = 0;
    for (; column + 3 < rank; column += 4) {
      a += values.get(from + column) * vector[column];
      b += values.get(from + column + 1) * vector[column + 1];
      c += values.get(from + column + 2) * vector[column + 2];
      d += values.get(from + column + 3) * vector[column + 3];
    }
    for (; column < rank; column++) {
      a += values.get(from + column) * vector[column];
    }
    return (a + b) + (c + d);
  }

  /** The eigenvalue of a column. */
  public double gram(int column) {
    return gram.get(column);
  }

  /** Confidence added by an observation. */
  public double alpha() {
    return parameters.get(0);
  }

  /** Lambda, scaled by the number of observations. */
  public double regularization() {
    return parameters.get(1);
  }
}
