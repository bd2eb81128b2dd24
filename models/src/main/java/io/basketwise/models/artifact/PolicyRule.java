package io.basketwise.models.artifact;

import io.basketwise.models.decision.Placement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A merchandiser's rule over items.
 *
 * @param factor of a boost, above 0
 * @param items ids; one that the version does not have has no effect
 * @param placements where it holds; empty is everywhere
 * @param from first day in UTC; {@code LocalDate.MIN} is no bound
 * @param to last day in UTC; {@code LocalDate.MAX} is no bound
 */
public record PolicyRule(
    String id,
    Action action,
    double factor,
    List<String> items,
    Set<Placement> placements,
    LocalDate from,
    LocalDate to) {
  /** What happens to the items. */
  public enum Action {
    /** They are never offered. */
    EXCLUDE,
    /** Nothing but these, and those of other such rules, is offered. */
    INCLUDE,
    /** Their worth is multiplied. */
    BOOST,
    /** They come first. */
    PIN
  }

  /** Copies the collections and checks the factor. */
  public PolicyRule {
    items = List.copyOf(items);
    placements = Set.copyOf(placements);
    Checks.require(
        factor > 0 && Double.isFinite(factor), "factor is " + factor + ", expected above 0");
  }

  /** Whether it holds at a placement on a day. */
  public boolean active(Placement placement, LocalDate day) {
    return (placements.isEmpty() || placements.contains(placement))
        && !day.isBefore(from)
        && !day.isAfter(to);
  }
}
