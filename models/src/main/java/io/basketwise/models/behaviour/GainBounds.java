package io.basketwise.models.behaviour;

import io.basketwise.models.decision.Placement;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What the lower bound of an offer's gain must be above, in contribution margin, at each placement
 * of which a gain is learned. A row tells its placement by its features alone, so that the policy
 * that is valued on a log reads it as the one that serves.
 */
public record GainBounds(double productPage, double cart, double checkout) {
  /** The placements of which a gain is learned. */
  public static final Set<Placement> PLACEMENTS =
      Set.of(Placement.PRODUCT_PAGE, Placement.CART, Placement.CHECKOUT);

  /** The bounds that placements have. */
  public static GainBounds of(ToDoubleFunction<Placement> bound) {
    return new GainBounds(
        bound.applyAsDouble(Placement.PRODUCT_PAGE),
        bound.applyAsDouble(Placement.CART),
        bound.applyAsDouble(Placement.CHECKOUT));
  }

  /** One bound wherever a gain is learned. */
  public static GainBounds everywhere(double bound) {
    return new GainBounds(bound, bound, bound);
  }

  /** The bound at a row that has a gain. */
  double at(double[] row) {
    if (row[SessionFeature.ON_PRODUCT_PAGE.column()] == 1) {
      return productPage;
    }
    return row[SessionFeature.ON_CART.column()] == 1 ? cart : checkout;
  }
}
