package io.basketwise.publish;

import io.basketwise.models.artifact.Experiment;
import io.basketwise.models.artifact.Policy;
import io.basketwise.publish.PolicyLint.Remark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Experiments that will not tell what somebody wants to know. */
final class ExperimentLint {
  private final Policy policy;
  private final LocalDate day;
  private final List<Remark> remarks = new ArrayList<>();

  private ExperimentLint(Policy policy, LocalDate day) {
    this.policy = policy;
    this.day = day;
  }

  /** Remarks; what is over before the day is expired. */
  static List<Remark> of(Policy policy, LocalDate day) {
    ExperimentLint lint = new ExperimentLint(policy, day);
    Set<String> ids = new HashSet<>();
    List<Experiment> before = new ArrayList<>();
    for (Experiment experiment : policy.experiments()) {
      if (!ids.add(experiment.id())) {
        lint.remark(experiment, "give every experiment an id of its own", "is there twice");
      }
      lint.alone(experiment);
      lint.behind(before, experiment);
      before.add(experiment);
    }
    return List.copyOf(lint.remarks);
  }

  private void remark(Experiment experiment, String remedy, String what, Object... values) {
    remarks.add(
        new Remark(
            "experiment " + experiment.id(), String.format(Locale.ROOT, what, values), remedy));
  }

  private void alone(Experiment experiment) {
    if (experiment.from().isAfter(experiment.to())) {
      remark(experiment, "exchange the dates", "ends on %s, before it begins", experiment.to());
    } else if (experiment.to().isBefore(day)) {
      remark(experiment, "read its result and remove it", "expired on %s", experiment.to());
    } else if (PolicyLint.closed(policy, experiment.placement())) {
      remark(
          experiment,
          "enable the placement, or remove it",
          "never has a visitor: %s is disabled",
          experiment.placement().key());
    }
  }

  /** Of experiments that run at a placement on the same day the first has all visitors. */
  private void behind(List<Experiment> before, Experiment experiment) {
    for (Experiment other : before) {
      LocalDate from = later(experiment.from(), other.from());
      LocalDate to = experiment.to().isBefore(other.to()) ? experiment.to() : other.to();
      if (other.placement() == experiment.placement() && !from.isAfter(to) && !to.isBefore(day)) {
        remark(
            experiment,
            "let one begin when the other is over",
            "has no visitors from %s to %s, when experiment %s runs at %s too and comes first",
            from,
            to,
            other.id(),
            other.placement().key());
        return;
      }
    }
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
