package io.basketwise.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basketwise.simulate.IntentFeatures.Example;
import io.basketwise.tables.ParquetRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one simulated shop of a seed that nothing was tuned on looks like from outside. */
final class RealismTest {
  private static final long SEED = 20_260_501;

  @TempDir static Path shop;

  @BeforeAll
  static void simulate() {
    ShopSpec spec = new ShopSpec(2_500, 120, 300, SEED, LocalDate.of(2026, 5, 1), 1.2, 1, 1);
    new Simulation(spec, 2).write(shop);
  }

  @Test
  void noSingleFeatureGivesTheIntentAwayButTogetherTheyTell() {
    List<Example> train = new ArrayList<>();
    List<Example> test = new ArrayList<>();
    List<Example> all = IntentFeatures.read(shop);
    for (int i = 0; i < all.size(); i++) {
      (i % 2 == 0 ? train : test).add(all.get(i));
    }
    for (int f = 0; f < IntentFeatures.NAMES.size(); f++) {
      assertThat(new BinnedBayes(train, f).accuracy(test))
          .as("accuracy by %s alone", IntentFeatures.NAMES.get(f))
          .isBetween(0.2, 0.5);
    }
    int[] every = IntStream.range(0, IntentFeatures.NAMES.size()).toArray();
    assertThat(new BinnedBayes(train, every).accuracy(test)).as("together").isGreaterThan(0.6);
  }

  @Test
  void everyIntentDrivesAFairShareOfSessions() {
    Map<String, Integer> counts = new TreeMap<>();
    List<Group> labels = ParquetRows.read(shop.resolve("labels"));
    labels.forEach(l -> counts.merge(l.getString("intent", 0), 1, Integer::sum));
    assertThat(counts).hasSize(5);
    assertThat(counts.values()).allMatch(n -> n > 0.15 * labels.size());
  }

  @Test
  void complementsAreBoughtTogetherAndSubstitutesAreViewedTogether() {
    Map<String, Set<String>> bought =
        group("orders", "order_id", o -> ParquetRows.number(o, "quantity") > 0);
    Map<String, Set<String>> viewed =
        group("clicks", "session_id", c -> ParquetRows.text(c, "event_type").equals("item_view"));
    Set<String> complements = pairs("truth/complements");
    Set<String> substitutes = pairs("truth/substitutes");

    assertThat(lift(bought, complements)).as("co-bought complements").isGreaterThan(4);
    assertThat(lift(viewed, substitutes)).as("co-viewed substitutes").isGreaterThan(4);
    assertThat(lift(bought, substitutes)).as("co-bought substitutes").isLessThan(1.5);
  }

  @Test
  void loggedPropensitiesMatchWhatWasDone() {
    List<Group> clicks = ParquetRows.read(shop.resolve("clicks"));
    for (String placement : List.of("product_page", "cart", "checkout")) {
      double moments = 0;
      double quiet = 0;
      double variance = 0;
      double expected = 0;
      Set<String> seen = new HashSet<>();
      for (Group click : clicks) {
        String type = ParquetRows.text(click, "event_type");
        boolean logged = type.equals("offer_view") || type.equals("offer_quiet");
        if (logged
            && ParquetRows.text(click, "placement").equals(placement)
            && seen.add(click.getString("event_id", 0))) {
          double propensity = click.getDouble("propensity", 0);
          assertThat(propensity).isBetween(0.1, 0.9);
          double ofQuiet = type.equals("offer_quiet") ? propensity : 1 - propensity;
          moments++;
          quiet += type.equals("offer_quiet") ? 1 : 0;
          expected += ofQuiet;
          variance += ofQuiet * (1 - ofQuiet);
        }
      }
      assertThat(moments).isGreaterThan(1_000);
      assertThat(quiet).as(placement).isCloseTo(expected, within(4 * Math.sqrt(variance)));
    }
  }

  @Test
  void complementsAreAcceptedFarMoreOftenThanUnrelatedItems() {
    Set<String> accepted = new HashSet<>();
    Map<String, String> offerOfView = new HashMap<>();
    for (Group click : ParquetRows.read(shop.resolve("clicks"))) {
      String type = ParquetRows.text(click, "event_type");
      if (type.equals("offer_accept")) {
        accepted.add(click.getString("offer_id", 0));
      } else if (type.equals("offer_view")) {
        offerOfView.put(click.getString("event_id", 0), click.getString("offer_id", 0));
      }
    }
    Map<String, double[]> shownAndTaken = new TreeMap<>();
    for (Group moment : ParquetRows.read(shop.resolve("truth/moments"))) {
      String offer = offerOfView.get(moment.getString("event_id", 0));
      if (offer != null) {
        double[] counts =
            shownAndTaken.computeIfAbsent(
                moment.getString("candidate_relation", 0), r -> new double[2]);
        counts[0]++;
        counts[1] += accepted.contains(offer) ? 1 : 0;
      }
    }
    assertThat(rate(shownAndTaken, "complement")).isGreaterThan(0.2);
    assertThat(rate(shownAndTaken, "unrelated")).isLessThan(0.05);
  }

  @Test
  void theTruthForetellsTheOrdersOfCheckoutMoments() {
    Map<String, Boolean> purchased = new HashMap<>();
    ParquetRows.read(shop.resolve("truth/sessions"))
        .forEach(s -> purchased.put(s.getString("session_id", 0), s.getBoolean("purchased", 0)));
    for (String action : List.of("quiet", "offer")) {
      double expected = 0;
      double variance = 0;
      double happened = 0;
      for (Group moment : ParquetRows.read(shop.resolve("truth/moments"))) {
        if (moment.getString("placement", 0).equals("checkout")
            && moment.getString("action", 0).equals(action)) {
          double p = moment.getDouble(action + "_purchase", 0);
          expected += p;
          variance += p * (1 - p);
          happened += purchased.getOrDefault(moment.getString("session_id", 0), false) ? 1 : 0;
        }
      }
      assertThat(variance).isGreaterThan(50);
      assertThat(happened).as(action).isCloseTo(expected, within(4 * Math.sqrt(variance)));
    }
  }

  @Test
  void theBestOfQuietAndOfferingDependsOnTheMoment() {
    List<Group> moments = ParquetRows.read(shop.resolve("truth/moments"));
    double offers = moments.stream().filter(m -> m.getString("oracle", 0).equals("offer")).count();
    assertThat(offers / moments.size()).isBetween(0.35, 0.75);
  }

  @Test
  void thereIsDirtToAccountFor() {
    List<Group> orders = ParquetRows.read(shop.resolve("orders"));
    assertThat(orders).anyMatch(o -> ParquetRows.number(o, "unit_price") < 0);
    assertThat(orders).anyMatch(o -> ParquetRows.text(o, "item_id").isEmpty());
    assertThat(orders).anyMatch(o -> ParquetRows.text(o, "customer_id").isEmpty());
    assertThat(orders).anyMatch(o -> ParquetRows.text(o, "session_id").isEmpty());
    assertThat(orders).anyMatch(o -> ParquetRows.text(o, "status").equals("cancelled"));
    assertThat(orders)
        .anyMatch(
            o ->
                ParquetRows.text(o, "status").equals("returned")
                    && ParquetRows.number(o, "quantity") < 0);
    assertThat(new HashSet<>(orders.stream().map(Group::toString).toList()))
        .hasSizeLessThan(orders.size());
    List<Group> clicks = ParquetRows.read(shop.resolve("clicks"));
    assertThat(clicks).anyMatch(c -> ParquetRows.text(c, "visitor_id").isEmpty());
    assertThat(clicks).anyMatch(c -> ParquetRows.text(c, "event_type").equals("heartbeat"));
    long ids = clicks.stream().map(c -> c.getString("event_id", 0)).distinct().count();
    assertThat(ids).isLessThan(clicks.size());
  }

  private static double rate(Map<String, double[]> shownAndTaken, String relation) {
    double[] counts = shownAndTaken.getOrDefault(relation, new double[] {0, Double.NaN});
    return counts[1] / counts[0];
  }

  /** Items by basket or session. */
  private static Map<String, Set<String>> group(String table, String key, Predicate<Group> counts) {
    Map<String, Set<String>> groups = new TreeMap<>();
    for (Group row : ParquetRows.read(shop.resolve(table))) {
      String item = ParquetRows.text(row, "item_id");
      if (counts.test(row) && !item.isEmpty()) {
        groups.computeIfAbsent(ParquetRows.text(row, key), k -> new TreeSet<>()).add(item);
      }
    }
    groups.remove("");
    return groups;
  }

  private static Set<String> pairs(String table) {
    Set<String> pairs = new HashSet<>();
    for (Group row : ParquetRows.read(shop.resolve(table))) {
      pairs.add(pair(row.getString("item_a", 0), row.getString("item_b", 0)));
    }
    return pairs;
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
  }

  /** Together against what independent items would give, summed over all the pairs. */
  private static double lift(Map<String, Set<String>> groups, Set<String> pairs) {
    Map<String, Integer> single = new HashMap<>();
    double together = 0;
    for (Set<String> items : groups.values()) {
      List<String> sorted = List.copyOf(items);
      for (String item : sorted) {
        single.merge(item, 1, Integer::sum);
      }
      for (int a = 0; a < sorted.size(); a++) {
        for (int b = a + 1; b < sorted.size(); b++) {
          together += pairs.contains(pair(sorted.get(a), sorted.get(b))) ? 1 : 0;
        }
      }
    }
    double expected = 0;
    for (String pair : pairs) {
      String[] items = pair.split(" ");
      double a = single.getOrDefault(items[0], 0);
      expected += a * single.getOrDefault(items[1], 0) / groups.size();
    }
    return together / expected;
  }
}
