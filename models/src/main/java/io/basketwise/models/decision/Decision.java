package io.basketwise.models.decision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The answer to a moment: offers, best first, or silence with its reason. */
public record Decision(
    String momentId,
    String version,
    Action action,
    Reason reason,
    Optional<IntentEstimate> intent,
    OptionalDouble purchaseProbability,
    List<Offer> offers,
    Optional<Assignment> experiment) {
  /** Copies the offers; an action of offer has some, a quiet one none. */
  public Decision {
    offers = List.copyOf(offers);
    if ((action == Action.OFFER) == offers.isEmpty()) {
      throw new IllegalArgumentException(action + " with " + offers.size() + " offers");
    }
  }

  /** Offers to show. */
  public static Decision offer(String momentId, String version, List<Offer> offers) {
    return of(momentId, version, Action.OFFER, Reason.OK, offers);
  }

  /** Silence. */
  public static Decision quiet(String momentId, String version, Reason reason) {
    return of(momentId, version, Action.QUIET, reason, List.of());
  }

  /** The same decision with what is thought of the visitor. */
  public Decision knowing(Optional<IntentEstimate> estimate, OptionalDouble purchase) {
    return new Decision(momentId, version, action, reason, estimate, purchase, offers, experiment);
  }

  /** The same decision as part of an experiment. */
  public Decision in(Assignment assignment) {
    return new Decision(
        momentId,
        version,
        action,
        reason,
        intent,
        purchaseProbability,
        offers,
        Optional.of(assignment));
  }

  private static Decision of(
      String momentId, String version, Action action, Reason reason, List<Offer> offers) {
    return new Decision(
        momentId,
        version,
        action,
        reason,
        Optional.empty(),
        OptionalDouble.empty(),
        offers,
        Optional.empty());
  }
}
