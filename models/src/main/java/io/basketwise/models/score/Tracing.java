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
  /** A candidate and what it is ranked by. */
  private record Ranked(
      int slot,
      int item,
      boolean eligible,
      int precedence,
      double order,
      double blend,
      Map<EvidenceFeature, Double> features) {
    /** The eligible, as they would be offered if there were no bound on categories; the rest. */
    static final Comparator<Ranked> ORDER =
        Comparator.comparing(Ranked::eligible)
            .thenComparingInt(Ranked::precedence)
            .thenComparingDouble(Ranked::order)
            .thenComparingDouble(Ranked::blend)
            .reversed()
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
      CompiledRules.Active rules,
      List<Trace.Model> models) {
    Valuation valuation = ranking.valuation(space, placement.objective(), rules);
    Shortlist shortlist = space.shortlist();
    List<Ranked> ranked = ranked(view, space, valuation, rules);
    List<Trace.Line> offered = new ArrayList<>();
    List<Trace.Line> others = new ArrayList<>();
    for (Ranked each : ranked) {
      boolean fits = offered.size() + others.size() < shortlist.limit();
      Drop drop = drop(space, each.slot, fits, decision.action() == Action.QUIET);
      List<Trace.Line> lines = shortlist.place(each.slot) >= 0 ? offered : others;
      lines.add(line(space, each, valuation.worth(each.slot, each.blend), drop));
    }
    offered.addAll(others);
    return new Trace(decision, models, offered);
  }

  private List<Ranked> ranked(
      CartView view, Workspace space, Valuation valuation, CompiledRules.Active rules) {
    CandidateSet candidates = space.candidates();
    Verdicts verdicts = space.verdicts();
    double[] user = features.userVector(view.context());
    List<Ranked> ranked = new ArrayList<>(candidates.size());
    for (int slot = 0; slot < candidates.size(); slot++) {
      int item = candidates.item(slot);
      double blend = ranking.blend(candidates, slot, user, space.row());
      ranked.add(
          new Ranked(
              slot,
              item,
              verdicts.eligible(slot),
              Ranking.precedence(item, verdicts.kinds(slot), rules),
              valuation.order(slot, blend),
              blend,
              named(space.row())));
    }
    ranked.sort(Ranked.ORDER);
    return ranked;
  }

  private static Map<EvidenceFeature, Double> named(double[] row) {
    Map<EvidenceFeature, Double> values = new EnumMap<>(EvidenceFeature.class);
    for (EvidenceFeature feature : EvidenceFeature.values()) {
      values.put(feature, row[feature.column()]);
    }
    return values;
  }

  /** Why a candidate fell that fits the room, or not, if there were no bound on categories. */
  private static Drop drop(Workspace space, int slot, boolean fits, boolean quiet) {
    if (!space.verdicts().eligible(slot)) {
      return space.verdicts().drop(slot);
    }
    if (space.shortlist().place(slot) >= 0) {
      return quiet ? Drop.QUIET : Drop.NONE;
    }
    return fits ? Drop.PER_CATEGORY : Drop.RANK;
  }

  private Trace.Line line(Workspace space, Ranked each, double value, Drop drop) {
    int kinds = space.verdicts().kinds(each.slot);
    return new Trace.Line(
        items.id(each.item),
        items.title(each.item),
        kinds == 0 ? Optional.empty() : Optional.of(KindChoice.preferred(kinds)),
        each.features,
        each.blend,
        ranking.score(each.blend),
        value,
        drop,
        drop == Drop.NONE ? space.shortlist().place(each.slot) + 1 : -1);
  }
}
