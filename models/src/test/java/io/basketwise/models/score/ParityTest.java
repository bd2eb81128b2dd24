package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way to a decision, the whole trace, and offline evaluation agree to the bit. */
class ParityTest {
  private static final List<Placement> PLACEMENTS =
      List.of(Placement.CART, Placement.EMAIL, Placement.CATEGORY, Placement.CHECKOUT);

  @TempDir Path folder;

  private static Moment moment(SplittableRandom random) {
    List<CartLine> cart = new ArrayList<>();
    int size = random.nextInt(6);
    for (int i = 0; i < size; i++) {
      cart.add(new CartLine(RandomShop.id(random.nextInt(RandomShop.ITEMS)), 1, Double.NaN));
    }
    return Moment.builder()
        .placement(PLACEMENTS.get(random.nextInt(PLACEMENTS.size())))
        .cart(cart)
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void decisionsAreTheBestOfTheTrace(long seed) {
    new RandomShop(seed).write(folder);
    Artifact artifact = Artifact.open(folder);
    Scorer scorer = Scorer.of(artifact);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      Moment moment = moment(random);
      Decision decision = scorer.decide(moment);
      Trace trace = scorer.explain(moment);
      assertThat(DecisionWriter.write(trace.decision()))
          .as("seed %s, moment %s", seed, i)
          .isEqualTo(DecisionWriter.write(decision));
      assertThat(Shops.ids(decision))
          .as("seed %s, moment %s: %s", seed, i, moment)
          .isEqualTo(taken(artifact, moment, trace));
      List<Trace.Line> others = new ArrayList<>(ranked(artifact, moment, trace));
      int room = room(artifact, moment);
      List<Trace.Line> fitting = List.copyOf(others.subList(0, Math.min(room, others.size())));
      others.removeIf(line -> line.rank() > 0);
      assertThat(trace.lines().stream().filter(line -> line.drop().stage().equals("placement")))
          .as("seed %s, moment %s: %s", seed, i, moment)
          .containsExactlyElementsOf(others)
          .allMatch(line -> (line.drop() == Drop.PER_CATEGORY) == fitting.contains(line));
    }
  }

  private static int room(Artifact artifact, Moment moment) {
    Policy policy = artifact.policy();
    return Math.min(policy.placement(moment.placement()).maxOffers(), policy.maxOffersPerSession());
  }

  /** All eligible lines, sorted by every key that an offer is taken by. */
  private static List<Trace.Line> ranked(Artifact artifact, Moment moment, Trace trace) {
    List<String> pins =
        artifact.policy().rules().stream()
            .filter(rule -> rule.id().equals("p"))
            .filter(rule -> rule.placements().contains(moment.placement()))
            .flatMap(rule -> rule.items().stream())
            .toList();
    return trace.lines().stream()
        .filter(line -> !line.drop().stage().equals("eligibility"))
        .sorted(
            Comparator.comparing((Trace.Line line) -> !pins.contains(line.itemId()))
                .thenComparing(line -> line.kind().orElseThrow() != OfferKind.THRESHOLD)
                .thenComparing(Comparator.comparingDouble(Trace.Line::value).reversed())
                .thenComparing(Comparator.comparingDouble(Trace.Line::blend).reversed())
                .thenComparing(Trace.Line::itemId))
        .toList();
  }

  /** Takes from the best on. */
  private static List<String> taken(Artifact artifact, Moment moment, Trace trace) {
    var policy = artifact.policy().placement(moment.placement());
    int room = room(artifact, moment);
    Map<Integer, Integer> perCategory = new HashMap<>();
    List<String> taken = new ArrayList<>();
    for (Trace.Line line : ranked(artifact, moment, trace)) {
      int category = artifact.items().categoryCode(artifact.items().find(line.itemId()));
      boolean full =
          category >= 0 && perCategory.getOrDefault(category, 0) >= policy.maxPerCategory();
      if (taken.size() < room && !full) {
        taken.add(line.itemId());
        perCategory.merge(category, 1, Integer::sum);
      }
    }
    return taken;
  }

  /** Threads that meet a new scorer, which knows nothing of its items yet, all at once. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void manyThreadsAtANewScorerDecideAsOneDoes(long seed) {
    new RandomShop(seed).write(folder);
    Artifact artifact = Artifact.open(folder);
    var random = new SplittableRandom(seed);
    List<Moment> moments = Stream.generate(() -> moment(random)).limit(200).toList();
    Scorer alone = Scorer.of(artifact);
    List<Decision> expected = moments.stream().map(alone::decide).toList();
    for (int round = 0; round < 10; round++) {
      Scorer shared = Scorer.of(artifact);
      assertThat(moments.parallelStream().map(shared::decide).toList())
          .as("seed %s, round %s", seed, round)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void offlineEvaluationSeesTheSameScores(long seed) {
    new RandomShop(seed).write(folder);
    Artifact artifact = Artifact.open(folder);
    Scorer scorer = Scorer.of(artifact);
    var calibration = new Calibration(artifact.affinity().blend());
    var random = new SplittableRandom(seed);
    int compared = 0;
    for (int i = 0; i < 100; i++) {
      Moment moment = moment(random);
      int[] cart =
          moment.cart().stream().mapToInt(l -> artifact.items().find(l.itemId())).toArray();
      Candidates candidates = scorer.candidates(cart);
      for (Offer offer : scorer.decide(moment).offers()) {
        int row = Arrays.binarySearch(candidates.items(), artifact.items().find(offer.itemId()));
        double blend =
            EvidenceFeatures.blend(
                candidates.features(), row * EvidenceFeature.count(), scorer.blend());
        assertThat(offer.score()).as("seed %s", seed).isEqualTo(calibration.score(blend));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }
}
