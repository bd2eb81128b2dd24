package io.basketwise.nightly;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.LearnBehaviour;
import io.basketwise.behaviour.LearnBehaviour.Measured;
import io.basketwise.behaviour.OfferPolicy;
import io.basketwise.checkpoint.BehaviourForm;
import io.basketwise.checkpoint.Checkpoints;
import io.basketwise.checkpoint.MeasuredBehaviourForm;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.evaluate.Champion;
import io.basketwise.models.artifact.BehaviourColumns;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.SignalColumns;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.publish.Fit;
import io.basketwise.report.StepTimes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The part of a night that learns behaviour; without clicks, or switched off, it does nothing. */
final class BehaviourStep {
  private final ShopConfig config;
  private final Optional<LearnBehaviour> learn;
  private final StepTimes times;
  private final Checkpoints checkpoints;
  private final Optional<OfferPolicy> live;

  /** Version that the new timing is judged beside. */
  private final Optional<String> rival;

  private Optional<Measured> measured = Optional.empty();

  BehaviourStep(
      ShopConfig config,
      Prepared prepared,
      Map<String, Object> policy,
      Optional<Champion> live,
      Checkpoints checkpoints,
      StepTimes times) {
    this.config = config;
    this.times = times;
    this.checkpoints = checkpoints;
    LocalDate asOf = prepared.window().asOf();
    // One of a later date has learned from days that a run as of this one must not see.
    Optional<Champion> earlier = live.filter(champion -> !champion.manifest().asOf().isAfter(asOf));
    rival = earlier.map(champion -> champion.manifest().version());
    boolean wanted = config.behaviour().enabled() && Nightly.has(config, Table.CLICKS);
    learn =
        wanted
            ? Optional.of(
                new LearnBehaviour(
                    config,
                    prepared.view(),
                    prepared.window(),
                    Policy.of(policy),
                    prepared.items(),
                    prepared.facts(),
                    timer(times)))
            : Optional.empty();
    this.live = wanted ? earlier.map(BehaviourStep::offers) : Optional.empty();
  }

  private static OfferPolicy offers(Champion live) {
    return OfferPolicy.of(live.behaviour(), live.policy());
  }

  private static LearnAffinity.Timer timer(StepTimes times) {
    return new LearnAffinity.Timer() {
      @Override
      public <T> T time(String part, OptionalLong bytes, Supplier<T> work) {
        return times.time("behaviour: " + part, bytes, work);
      }
    };
  }

  /** What the features of a fit's version need. */
  Optional<BehaviourColumns> signals(Fit fit) {
    return learn.map(
        step -> {
          SignalColumns signals =
              times.time("signals of items", () -> step.signals(fit.from(), fit.to()));
          return new BehaviourColumns(signals, BehaviourModels.NONE);
        });
  }

  /** Learns and measures over a version that has signals. */
  void measure(Supplier<Path> version) {
    measured =
        learn.map(
            step ->
                checkpoints.of(
                    "measured behaviour" + beside(),
                    new MeasuredBehaviourForm(),
                    () -> step.measure(version.get(), live)));
  }

  /** Names what is kept: which timing model is taken depends on the live one. */
  private String beside() {
    return rival.map(version -> " beside " + version).orElse("");
  }

  /** What was measured. */
  Optional<Measured> measured() {
    return measured;
  }

  /** What was measured, for the manifest. */
  Map<String, Object> json() {
    return measured
        .map(each -> each.report().json())
        .orElseGet(
            () ->
                BehaviourReport.nothing(
                    config.behaviour().enabled()
                        ? "there are no clicks to learn it from, 'inputs.clicks' is not set"
                        : "'behaviour.enabled' is false"));
  }

  /** The live version whose timing the new one takes over, if it does. */
  Optional<String> timingOf() {
    return rival.filter(version -> measured.filter(Measured::keepsTiming).isPresent());
  }

  /** Learns what is published over a version that has signals. */
  Optional<BehaviourColumns> publish(Supplier<Path> version, Optional<BehaviourColumns> signals) {
    if (learn.isEmpty() || measured.isEmpty() || signals.isEmpty()) {
      return Optional.empty();
    }
    Measured before = measured.get();
    try (LearnBehaviour step = learn.get()) {
      BehaviourModels models =
          checkpoints.of(
              "published behaviour" + beside(),
              new BehaviourForm(),
              () -> times.time("learn behaviour", () -> step.publish(version.get(), before, live)));
      return Optional.of(new BehaviourColumns(signals.get().signals(), models));
    }
  }

  List<String> notes() {
    return measured.map(each -> each.report().notes()).orElse(List.of());
  }
}
