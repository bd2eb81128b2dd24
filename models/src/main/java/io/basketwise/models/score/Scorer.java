package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.PlacementPolicy;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Decides moments from one version: candidates, eligibility, ranking, placement, explanation. It
 * holds no state between decisions and is safe for use by many threads.
 */
public final class Scorer implements AutoCloseable {
  private final Artifact artifact;
  private final CandidateSource source;
  private final EvidenceFeatures features;
  private final Eligibility eligibility;
  private final Ranking ranking;
  private final Explanation explanation;
  private final CompiledRules rules;

  private Scorer(Artifact artifact) {
    this.artifact = artifact;
    source = new CandidateSource(artifact);
    features = new EvidenceFeatures(artifact);
    eligibility = new Eligibility(artifact.items());
    ranking = new Ranking(artifact);
    explanation = new Explanation(artifact);
    rules = new CompiledRules(artifact.policy(), artifact.items());
  }

  /** A scorer of the live version below an artifacts folder. */
  public static Scorer open(Path artifacts) {
    return of(Artifact.open(new ArtifactStore(artifacts).live()));
  }

  /** A scorer of a version that the caller opened; closing the scorer closes it. */
  public static Scorer of(Artifact artifact) {
    checkFeatures(artifact);
    return new Scorer(artifact);
  }

  private static void checkFeatures(Artifact artifact) {
    Path where = artifact.folder();
    int found = artifact.affinity().blend().weights().length;
    String has = found + " blend weights";
    String expected = EvidenceFeature.count() + ", one a feature";
    if (found < EvidenceFeature.count()) {
      throw ArtifactException.tooOld(where, has, expected);
    }
    if (found > EvidenceFeature.count()) {
      throw ArtifactException.tooNew(where, has, expected);
    }
  }

  /** One candidate's way through the stages. */
  private record Step(Scored scored, Drop drop) {}

  private record Course(CandidateSet candidates, double[] rows, List<Step> steps) {
    List<Scored> offered() {
      return steps.stream().filter(s -> s.drop == Drop.NONE).map(Step::scored).toList();
    }
  }

  /** Offers or silence for a moment; the same moment and version give the same decision. */
  public Decision decide(Moment moment) {
    Reason silence = silence(moment);
    return silence == Reason.OK
        ? decision(moment, run(moment))
        : Decision.quiet(moment.momentId(), version(), silence);
  }

  /** The decision with every candidate, its numbers, and why it was or was not offered. */
  public Trace explain(Moment moment) {
    Course course = run(moment);
    Reason silence = silence(moment);
    Decision decision =
        silence == Reason.OK
            ? decision(moment, course)
            : Decision.quiet(moment.momentId(), version(), silence);
    List<Trace.Line> lines = new ArrayList<>();
    int rank = 0;
    for (Step step : course.steps) {
      boolean offered = step.drop == Drop.NONE && silence == Reason.OK;
      Drop drop = step.drop == Drop.NONE && !offered ? Drop.QUIET : step.drop;
      lines.add(line(course, step.scored, drop, offered ? ++rank : -1));
    }
    return new Trace(decision, lines);
  }

  /** The id of the version. */
  public String version() {
    return artifact.manifest().version();
  }

  /** Why nothing may be offered whatever the candidates; {@link Reason#OK} when it may. */
  private Reason silence(Moment moment) {
    Policy policy = artifact.policy();
    if (!policy.enabled() || !policy.placement(moment.placement()).enabled()) {
      return Reason.DISABLED;
    }
    return moment.shown().size() >= policy.maxOffersPerSession() ? Reason.CAPPED : Reason.OK;
  }

  private Decision decision(Moment moment, Course course) {
    List<Offer> offers =
        course.offered().stream().map(s -> explanation.of(course.candidates, s)).toList();
    return offers.isEmpty()
        ? Decision.quiet(moment.momentId(), version(), Reason.NO_EVIDENCE)
        : Decision.offer(moment.momentId(), version(), offers);
  }

  /** Eligible candidates first, best first, then those that fell before the ranking. */
  private Course run(Moment moment) {
    var view = new CartView(moment, artifact.items());
    CandidateSet candidates = source.of(view.context());
    double[] rows = features.of(candidates, view.context());
    CompiledRules.Active active = rules.at(moment);
    PlacementPolicy placement = artifact.policy().placement(moment.placement());
    var eligible = new ArrayList<Scored>();
    var fallen = new ArrayList<Step>();
    for (int slot = 0; slot < candidates.size(); slot++) {
      Scored scored = ranking.of(candidates, slot, rows, placement.objective(), active);
      Drop drop = eligibility.of(candidates, slot, view, active);
      if (drop == Drop.NONE) {
        eligible.add(scored);
      } else {
        fallen.add(new Step(scored, drop));
      }
    }
    eligible.sort(Scored.ORDER);
    var limits = new PlacementLimits(artifact.items(), placement, view);
    var steps = new ArrayList<Step>();
    eligible.forEach(scored -> steps.add(new Step(scored, limits.offer(scored))));
    fallen.sort(Comparator.comparing(Step::scored, Scored.ORDER));
    steps.addAll(fallen);
    return new Course(candidates, rows, steps);
  }

  private Trace.Line line(Course course, Scored scored, Drop drop, int rank) {
    Map<EvidenceFeature, Double> values = new EnumMap<>(EvidenceFeature.class);
    for (EvidenceFeature feature : EvidenceFeature.values()) {
      values.put(feature, course.rows[scored.slot() * EvidenceFeature.count() + feature.column()]);
    }
    return new Trace.Line(
        artifact.items().id(scored.item()),
        artifact.items().title(scored.item()),
        scored.kind(),
        values,
        scored.blend(),
        scored.score(),
        scored.value(),
        drop,
        rank);
  }

  /** The candidates of a cart before eligibility, with their features. */
  public Candidates candidates(int[] cartItems) {
    int[] cart = Arrays.stream(cartItems).sorted().distinct().toArray();
    int[] context = CartView.contextOf(cart, -1);
    CandidateSet found = source.of(context);
    double[] rows = features.of(found, context);
    int[] slots =
        Arrays.stream(found.slotsByItem())
            .filter(slot -> Arrays.binarySearch(cart, found.item(slot)) < 0)
            .filter(found::hasEvidence)
            .toArray();
    int width = EvidenceFeature.count();
    var matrix = new double[slots.length * width];
    for (int row = 0; row < slots.length; row++) {
      System.arraycopy(rows, slots[row] * width, matrix, row * width, width);
    }
    return new Candidates(Arrays.stream(slots).map(found::item).toArray(), matrix);
  }

  /** How the version weighs the features of a candidate. */
  public double[] blend() {
    return artifact.affinity().blend().weights();
  }

  /** The ALS vector of whoever has this cart; empty when none of its items was trained. */
  public double[] userVector(int[] cartItems) {
    return features.userVector(cartItems);
  }

  @Override
  public void close() {
    artifact.close();
  }
}
