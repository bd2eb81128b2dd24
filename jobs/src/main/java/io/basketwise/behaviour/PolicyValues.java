package io.basketwise.behaviour;

import io.basketwise.models.behaviour.TimingModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The worth of ways to decide between offering and staying quiet, in contribution margin of the
 * session a moment, on a log that the new one was not learned from; the live one knows what of it
 * is before its own as-of date. A moment is judged as if the session went on under the policy that
 * was logged. An experiment draws once for a visitor, so that only visitors are independent
 * evidence.
 */
final class PolicyValues {
  static final String NEW = "new";
  static final String LIVE = "live";

  private final Sample log;
  private final Optional<TimingModel> model;
  private final int[] groups;
  private final double[] rewards;

  /**
   * Values on a log.
   *
   * @param log whose margins are {@link Margins#mostlyKnown mostly known}
   * @param model whose expectations make estimates doubly robust; without one nothing is expected
   */
  PolicyValues(Sample log, Optional<TimingModel> model) {
    this.log = log;
    this.model = model;
    groups = new int[log.size()];
    rewards = Margins.estimated(log.margin());
    double[] sold = Margins.estimated(log.offerMargin());
    for (int row = 0; row < rewards.length; row++) {
      rewards[row] += sold[row];
    }
    for (int row = 1; row < groups.length; row++) {
      boolean same = log.visitors().get(row).equals(log.visitors().get(row - 1));
      groups[row] = groups[row - 1] + (same ? 0 : 1);
    }
  }

  /** The worth of the new policy, the live one, offering always and never. */
  Map<String, OffPolicy.Estimate> of(
      Predicate<double[]> offers, Optional<Predicate<double[]>> live) {
    Map<String, OffPolicy.Estimate> values = new LinkedHashMap<>();
    values.put(NEW, worth(offers));
    live.ifPresent(policy -> values.put(LIVE, worth(policy)));
    values.put("always", worth(row -> true));
    values.put("never", worth(row -> false));
    return values;
  }

  /** The worth of one more policy. */
  OffPolicy.Estimate worth(Predicate<double[]> offers) {
    return OffPolicy.estimate(seen(offers));
  }

  /** What a policy gains over another. */
  OffPolicy.Value gain(Predicate<double[]> offers, Predicate<double[]> other) {
    return OffPolicy.difference(seen(offers), seen(other));
  }

  private OffPolicy.Log seen(Predicate<double[]> offers) {
    int size = log.size();
    double[] weight = new double[size];
    double[] expected = new double[size];
    double[] policyExpected = new double[size];
    for (int row = 0; row < size; row++) {
      double[] features = log.row(row);
      boolean offer = offers.test(features);
      double offering = LearnTiming.offering(log, row);
      weight[row] =
          offer == log.offered()[row] ? 1 / (log.offered()[row] ? offering : 1 - offering) : 0;
      expected[row] = expected(features, log.offered()[row]);
      policyExpected[row] = expected(features, offer);
    }
    return new OffPolicy.Log(groups, rewards, weight, expected, policyExpected);
  }

  private double expected(double[] row, boolean offer) {
    if (model.isEmpty()) {
      return 0;
    }
    TimingModel timing = model.get();
    double quietly = timing.quietOrder(row) * timing.stake(row);
    return quietly + (offer ? timing.gain(row).map(TimingModel.Gain::mean).orElse(0.0) : 0);
  }
}
