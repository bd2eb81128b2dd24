package io.basketwise.behaviour;

import io.basketwise.behaviour.BehaviourReport.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Values a new policy beside the live one, and decides which of the two is published: never a new
 * one that was not valued, nor one that may be worse than the live one, as far as the log tells.
 */
final class JudgePolicy {
  private final OfferPolicy fresh;
  private final Optional<OfferPolicy> live;
  private final double maxLoss;
  private final String currency;

  /**
   * Judges a policy.
   *
   * @param live that of the version that is live, if one is
   * @param maxLoss share of the live policy's worth that may be lost
   * @param currency of all worth
   */
  JudgePolicy(OfferPolicy fresh, Optional<OfferPolicy> live, double maxLoss, String currency) {
    this.fresh = fresh;
    this.live = live;
    this.maxLoss = maxLoss;
    this.currency = currency;
  }

  /** What was found, and what a reader of the summary should know of it. */
  record Judged(Timing timing, List<String> notes) {}

  /**
   * Judges on logged moments that the new policy was not learned from.
   *
   * @param moments that it was learned from
   * @param unusable of which nothing can be learned
   * @param lacking why the new policy has no timing model, if so
   * @param learned what a reader should know of how the new policy was learned
   */
  Judged on(Sample log, int moments, int unusable, Optional<String> lacking, List<String> learned) {
    if (log.size() == 0 || !Margins.mostlyKnown(log)) {
      return unvalued(moments, unusable, lacking);
    }
    PolicyValues values = new PolicyValues(log, fresh.timing());
    Map<String, OffPolicy.Estimate> worth =
        values.of(fresh.offers(), live.map(OfferPolicy::offers));
    Optional<OffPolicy.Value> gain = live.map(other -> values.gain(fresh.offers(), other.offers()));
    Timing taken =
        new Timing(
            lacking.isPresent() ? Timing.UNTRAINED : Timing.TRAINED,
            lacking,
            moments,
            unusable,
            worth,
            gain);
    if (taken.mayLose(maxLoss)) {
      return kept(taken, values);
    }
    return new Judged(taken, lacking.map(JudgePolicy::untrained).orElse(learned));
  }

  private static List<String> untrained(String reason) {
    return List.of("timing untrained, stated rules decide: " + reason);
  }

  private Judged unvalued(int moments, int unusable, Optional<String> lacking) {
    String holdout = "the holdout has no logged moments of known margin to value another on";
    if (live.flatMap(OfferPolicy::timing).isPresent()) {
      return new Judged(
          new Timing(Timing.KEPT, Optional.empty(), moments, unusable, Map.of(), Optional.empty()),
          List.of(staying() + ": " + holdout));
    }
    String reason = lacking.orElse(holdout);
    return new Judged(
        new Timing(
            Timing.UNTRAINED, Optional.of(reason), moments, unusable, Map.of(), Optional.empty()),
        untrained(reason));
  }

  private Judged kept(Timing refused, PolicyValues values) {
    OfferPolicy before = live.orElseThrow();
    OfferPolicy stays = before.within(fresh);
    Map<String, OffPolicy.Estimate> worth = new LinkedHashMap<>(refused.values());
    List<String> notes = new ArrayList<>();
    notes.add(staying() + ": the new policy may lose more than gates.maxPolicyLoss allows");
    if (!stays.equals(before)) {
      worth.put(Timing.KEPT, values.worth(stays.offers()));
      OffPolicy.Value change = values.gain(stays.offers(), before.offers());
      notes.add(
          String.format(
              Locale.ROOT,
              "timing: what stays, within the bounds of the policy as it is now, gains %.3f (%.3f to %.3f)"
                  + " %s a moment over the live version",
              change.value(),
              change.low(),
              change.high(),
              currency));
    }
    return new Judged(
        new Timing(
            Timing.KEPT,
            Optional.empty(),
            refused.moments(),
            refused.unusable(),
            worth,
            refused.gain()),
        List.copyOf(notes));
  }

  private String staying() {
    return "timing kept as it is live, by "
        + (live.flatMap(OfferPolicy::timing).isPresent() ? "timing model" : "stated rules")
        + (fresh.boundsPurchase() && live.flatMap(OfferPolicy::purchase).isPresent()
            ? " and purchase model"
            : "");
  }
}
