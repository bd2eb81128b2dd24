package io.basketwise.models.decision;

/** A line of the cart. An unknown quantity counts as one; an unknown unit price is NaN. */
public record CartLine(String itemId, double quantity, double unitPrice) {
  /** Checks the line. */
  public CartLine {
    if (!Double.isFinite(quantity) || Double.isInfinite(unitPrice)) {
      throw new IllegalArgumentException(
          "cart line " + itemId + " has quantity " + quantity + " and unit price " + unitPrice);
    }
  }
}
