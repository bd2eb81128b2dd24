package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.PlacementPolicy;
import io.basketwise.models.decision.Action;
import io.basketwise.models.decision.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what became of every candidate of a decision that was just made in a workspace. */
final class Tracing {
  /** One line and what it is sorted by. */
  private record Ranked(Trace.Line line, int item, boolean pinned, int place) {
    /** Offers in their order, then the eligible, then the rest. */
    static final Comparator<Ranked> ORDER =
        Comparator.comparingInt((Ranked r) -> r.place)
            .thenComparing(r -> r.line.drop().stage().equals("eligibility"))
            .thenComparing(r -> !r.pinned)
            .thenComparing(Comparator.comparingDouble((Ranked r) -> r.line.value()).reversed())
            .thenComparing(Comparator.comparingDouble((Ranked r) -> r.line.blend()).reversed())
            .thenComparingInt(Ranked::item);
  }

  private final Items items;
  private final EvidenceFeatures features;
  private final Ranking ranking;

  Tracing(Artifact artifact, EvidenceFeatures features, Ranking ranking) {
    items = artifact.items();
    this.features = features;
    this.ranking = ranking;
  }

  Trace of(
      Decision decision,
      CartView view,
      Workspace space,
      PlacementPolicy placement,
      CompiledRules.Active rules) {
    Valuation valuation = ranking.valuation(placement.objective(), rules);
    double[] user = features.userVector(view.context());
    boolean quiet = decision.action() == Action.QUIET;
    List<Ranked> ranked = new ArrayList<>();
    for (int slot = 0; slot < space.candidates().size(); slot++) {
      int item = space.candidates().item(slot);
      int place = space.shortlist().place(slot);
      double blend = ranking.blend(space.candidates(), slot, user, space.row());
      ranked.add(
          new Ranked(
              line(space, slot, blend, valuation.worth(item, blend), drop(space, slot, quiet)),
              item,
              rules.pinned(item),
              place < 0 ? Integer.MAX_VALUE : place));
    }
    ranked.sort(Ranked.ORDER);
    return new Trace(decision, ranked.stream().map(Ranked::line).toList());
  }

  private Drop drop(Workspace space, int slot, boolean quiet) {
    Drop drop = space.verdicts().drop(slot);
    if (drop != Drop.NONE) {
      return drop;
    }
    if (space.shortlist().place(slot) >= 0) {
      return quiet ? Drop.QUIET : Drop.NONE;
    }
    int category = items.categoryCode(space.candidates().item(slot));
    return space.shortlist().full(category) ? Drop.PER_CATEGORY : Drop.RANK;
  }

  private Trace.Line line(Workspace space, int slot, double blend, double value, Drop drop) {
    Map<EvidenceFeature, Double> values = new EnumMap<>(EvidenceFeature.class);
    for (EvidenceFeature feature : EvidenceFeature.values()) {
      values.put(feature, space.row()[feature.column()]);
    }
    int item = space.candidates().item(slot);
    int kinds = space.verdicts().kinds(slot);
    return new Trace.Line(
        items.id(item),
        items.title(item),
        kinds == 0 ? Optional.empty() : Optional.of(KindChoice.preferred(kinds)),
        values,
        blend,
        ranking.score(blend),
        value,
        drop,
        drop == Drop.NONE ? space.shortlist().place(slot) + 1 : -1);
  }
}
