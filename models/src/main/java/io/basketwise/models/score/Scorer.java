package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.PlacementPolicy;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides moments from one version: session features, intent, candidates, eligibility, ranking,
 * placement, timing, experiment, explanation. It holds no state between decisions and is safe for
 * use by many threads.
 */
public final class Scorer implements AutoCloseable {
  private final Artifact artifact;
  private final ItemIndex index;
  private final CandidateSource source;
  private final EvidenceFeatures features;
  private final Eligibility eligibility;
  private final Ranking ranking;
  private final Explanation explanation;
  private final CompiledRules rules;
  private final Trials trials;
  private final Moods moods;
  private final Workspaces workspaces = new Workspaces();

  private Scorer(Artifact artifact) {
    this.artifact = artifact;
    var rows = new ItemRows(artifact);
    index = new ItemIndex(artifact.items().ids());
    var upgrades = new Upgrades(artifact, rows);
    source = new CandidateSource(artifact, upgrades);
    features = new EvidenceFeatures(artifact, rows);
    eligibility = new Eligibility(artifact, index, rows);
    ranking = new Ranking(artifact, features, rows);
    explanation = new Explanation(artifact, upgrades);
    rules = new CompiledRules(artifact.policy(), index::find);
    trials = new Trials(artifact.policy().experiments());
    moods = new Moods(artifact, index);
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

  /** Computes now what would be computed when a moment first needs it. */
  void warm() {
    ranking.warm();
    eligibility.warm();
  }

  /** Whether that is computed, and a decision of this thread would find its place prepared. */
  boolean isWarm() {
    return ranking.isWarm() && eligibility.isWarm() && workspaces.isWarm();
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

  /** Offers or silence for a moment; the same moment and version give the same decision. */
  public Decision decide(Moment moment) {
    Mood mood = moods.of(moment);
    Reason silence = silence(moment);
    if (silence != Reason.OK) {
      return quiet(moment, mood, silence);
    }
    Workspace space = workspaces.take();
    PlacementPolicy placement = artifact.policy().placement(moment.placement());
    int wanted = KindChoice.marks(KindChoice.bits(placement.kinds()));
    Decision decision = decision(moment, mood, run(moment, wanted, space).view, space);
    workspaces.put(space);
    return decision;
  }

  private Decision quiet(Moment moment, Mood mood, Reason reason) {
    return Decision.quiet(moment.momentId(), version(), reason)
        .knowing(mood.intent(), mood.purchase());
  }

  /** The decision with every candidate, its numbers, and why it was or was not offered. */
  public Trace explain(Moment moment) {
    Mood mood = moods.of(moment);
    Workspace space = workspaces.take();
    Run run = run(moment, CandidateSet.EVIDENCE, space);
    run.judge.all();
    CartView view = run.view;
    Reason silence = silence(moment);
    Decision decision =
        silence == Reason.OK ? decision(moment, mood, view, space) : quiet(moment, mood, silence);
    PlacementPolicy placement = artifact.policy().placement(moment.placement());
    Trace trace =
        new Tracing(artifact, features, ranking)
            .of(decision, view, space, placement, rules.at(moment), moods.explain(mood));
    workspaces.put(space);
    return trace;
  }

  /** The id of the version. */
  public String version() {
    return artifact.manifest().version();
  }

  /** Why nothing may be offered whatever the candidates; {@link Reason#OK} when it may. */
  private Reason silence(Moment moment) {
    Policy policy = artifact.policy();
    PlacementPolicy placement = policy.placement(moment.placement());
    if (!policy.enabled() || !placement.enabled() || placement.maxOffers() == 0) {
      return Reason.DISABLED;
    }
    return left(moment) > 0 ? Reason.OK : Reason.CAPPED;
  }

  /** How many offers this session or channel may still see. */
  private int left(Moment moment) {
    return artifact.policy().maxOffersPerSession() - moment.shown().size();
  }

  /** What a decision was drawn from. */
  private record Run(CartView view, Eligibility.Judge judge) {}

  /** From candidates, those with wanted marks, to the shortlist. */
  private Run run(Moment moment, int wanted, Workspace space) {
    var view = new CartView(moment, artifact.items(), index);
    PlacementPolicy placement = artifact.policy().placement(moment.placement());
    CompiledRules.Active active = rules.at(moment);
    source.gather(view.context(), view.due(), wanted, space.neighbours(), space.candidates());
    Eligibility.Judge judge = eligibility.judge(space, moment, view, placement, active);
    // When none is left the moment is quiet, and the trace tells what would have been.
    int left = left(moment);
    int room = left > 0 ? Math.min(placement.maxOffers(), left) : placement.maxOffers();
    ranking.rank(space, view.context(), placement, room, active, judge);
    return new Run(view, judge);
  }

  private Decision decision(Moment moment, Mood mood, CartView view, Workspace space) {
    Shortlist shortlist = space.shortlist();
    if (shortlist.size() == 0) {
      return quiet(moment, mood, nothing(moment, view, space));
    }
    boolean timely = mood.timing() == Reason.OK;
    Optional<Trials.Drawn> drawn = trials.draw(moment, timely);
    Decision decision =
        drawn.map(Trials.Drawn::offers).orElse(timely)
            ? Decision.offer(moment.momentId(), version(), offers(mood, view, space))
                .knowing(mood.intent(), mood.purchase())
            : quiet(moment, mood, timely ? Reason.HOLDOUT : mood.timing());
    return drawn.isPresent() ? decision.in(drawn.get().assignment()) : decision;
  }

  private List<Offer> offers(Mood mood, CartView view, Workspace space) {
    Shortlist shortlist = space.shortlist();
    List<Offer> offers = new ArrayList<>(shortlist.size());
    for (int place = 0; place < shortlist.size(); place++) {
      int slot = shortlist.slot(place);
      OfferKind kind = KindChoice.preferred(space.verdicts().kinds(slot));
      double score = ranking.score(shortlist.blend(place));
      offers.add(
          explanation.of(space.candidates(), slot, kind, score, view.context(), mood.label()));
    }
    return offers;
  }

  /** Why no candidate was left. */
  private static Reason nothing(Moment moment, CartView view, Workspace space) {
    if (space.verdicts().any(Drop.STALE_FEED)) {
      return Reason.STALE_FEED;
    }
    return moment.consent() || view.context().length > 0 ? Reason.NO_EVIDENCE : Reason.NO_CONSENT;
  }

  /** The candidates of a cart before eligibility, with their features. */
  public Candidates candidates(int[] cartItems) {
    int[] cart = Arrays.stream(cartItems).sorted().distinct().toArray();
    int[] context = CartView.contextOf(cart, -1);
    Workspace space = workspaces.take();
    CandidateSet found = space.candidates();
    source.gather(context, new int[0], CandidateSet.EVIDENCE, space.neighbours(), found);
    double[] user = features.userVector(context);
    int[] slots =
        Arrays.stream(found.slotsByItem())
            .filter(slot -> Arrays.binarySearch(cart, found.item(slot)) < 0)
            .filter(slot -> (found.marks(slot) & CandidateSet.EVIDENCE) != 0)
            .toArray();
    int width = EvidenceFeature.count();
    var matrix = new double[slots.length * width];
    for (int row = 0; row < slots.length; row++) {
      ranking.blend(found, slots[row], user, space.row());
      System.arraycopy(space.row(), 0, matrix, row * width, width);
    }
    int[] items = Arrays.stream(slots).map(found::item).toArray();
    workspaces.put(space);
    return new Candidates(items, matrix);
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
