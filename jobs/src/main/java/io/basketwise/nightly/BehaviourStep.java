package io.basketwise.nightly;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.behaviour.LearnBehaviour;
import io.basketwise.behaviour.LearnBehaviour.Measured;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The part of a night that learns behaviour; without clicks, or switched off, it does nothing. */
final class BehaviourStep {
  private final Optional<LearnBehaviour> learn;
  private final StepTimes times;
  private final Optional<BehaviourModels> live;
  private Optional<Measured> measured = Optional.empty();

  BehaviourStep(
      ShopConfig config,
      Prepared prepared,
      Map<String, Object> policy,
      LiveVersion live,
      StepTimes times) {
    this.times = times;
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
    this.live = wanted ? live.champion().flatMap(Champion::behaviour) : Optional.empty();
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
  void measure(Path version) {
    measured = learn.map(step -> step.measure(version, live));
  }

  /** What was measured. */
  Optional<Measured> measured() {
    return measured;
  }

  /** Learns what is published over a version that has signals. */
  Optional<BehaviourColumns> publish(Path version, Optional<BehaviourColumns> signals) {
    if (learn.isEmpty() || measured.isEmpty() || signals.isEmpty()) {
      return Optional.empty();
    }
    BehaviourModels models =
        times.time("learn behaviour", () -> learn.get().publish(version, measured.get(), live));
    return Optional.of(new BehaviourColumns(signals.get().signals(), models));
  }

  List<String> notes() {
    return measured.map(each -> each.report().notes()).orElse(List.of());
  }
}
