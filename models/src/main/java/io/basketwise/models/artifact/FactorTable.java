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
