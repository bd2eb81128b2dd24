package io.basketwise.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import io.basketwise.prepare.ItemCounts;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop of a few items, each bought in 10 of 100 baskets. */
class RelationsTest {
  private static final double MIN_LIFT = 1.2;
  private static final int BASKETS = 100;
  private static final int OF_EACH = 10;

  private static final List<String> IDS =
      List.of("bare", "basic", "better", "bits", "lamp", "rival", "twin");

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[1]");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static ItemFacts facts;

  @BeforeAll
  static void drills() {
    facts =
        facts(
            """
            'bare', 'drills', 'drill', int(null), 60d), ('basic', 'drills', 'drill', 1, 50d),
            ('better', 'drills', 'drill', 2, 90d), ('twin', 'drills', 'drill', 1, 55d),
            ('rival', 'drills', '', int(null), 52d), ('bits', 'bits', '', int(null), 9d),
            ('lamp', 'lights', '', int(null), 30d""");
  }

  private static ItemFacts facts(String items) {
    Dataset<Row> orders =
        SPARK
            .session()
            .sql(
                "select 'bits' item_id, timestamp '2026-01-01' ordered_at, 'o' order_id, 9d unit_price");
    return ItemFacts.of(
        orders,
        Optional.of(
            SPARK
                .session()
                .sql(
                    "select item_id, item_id title, category, family, tier, '' brand, price,"
                        + " 0d unit_cost, 1l stock, 'product' kind, 'active' status, array('') tags,"
                        + " array('') fits, timestamp(null) updated_at from values ("
                        + items
                        + ") as items(item_id, category, family, tier, price)")));
  }

  /** Pairs that occur in so many baskets, or sessions, told of both. */
  private static NeighbourLists lists(Map<String, Integer> together) {
    List<List<Pair>> pairs = new ArrayList<>();
    IDS.forEach(id -> pairs.add(new ArrayList<>()));
    together.forEach(
        (names, count) -> {
          int one = IDS.indexOf(names.split(" ")[0]);
          int other = IDS.indexOf(names.split(" ")[1]);
          pairs.get(one).add(new Pair(other, count / (float) OF_EACH, count, count));
          pairs.get(other).add(new Pair(one, count / (float) OF_EACH, count, count));
        });
    NeighbourLists lists = new NeighbourLists(IDS.size(), 10);
    IntStream.range(0, IDS.size()).forEach(item -> lists.set(item, pairs.get(item)));
    return lists;
  }

  private static Map<Relation, Neighbours> told(
      Map<String, Integer> bought, Map<String, Integer> viewed) {
    long[] each = IntStream.range(0, IDS.size()).mapToLong(item -> OF_EACH).toArray();
    return new Relations(
            new ItemDictionary(IDS),
            facts,
            new ItemCounts(each, each, each, BASKETS, BASKETS),
            MIN_LIFT,
            10)
        .tell(lists(bought), Optional.of(lists(viewed)));
  }

  private static List<String> of(Map<Relation, Neighbours> told, Relation relation, String item) {
    Neighbours all = Objects.requireNonNull(told.get(relation));
    int number = IDS.indexOf(item);
    return IntStream.range((int) all.offsets()[number], (int) all.offsets()[number + 1])
        .mapToObj(entry -> IDS.get(all.items()[entry]))
        .toList();
  }

  @Test
  void versionsOfOneThingAreUpgradesByTheirTier() {
    var told = told(Map.of("basic better", 3, "basic twin", 3), Map.of("basic better", 5));
    assertThat(of(told, Relation.UPGRADE, "basic")).containsExactly("better");
    assertThat(of(told, Relation.UPGRADE, "better")).as("one below it").isEmpty();
    assertThat(of(told, Relation.COMPLEMENT, "better")).isEmpty();
    assertThat(of(told, Relation.COMPLEMENT, "twin")).isEmpty();
  }

  @Test
  void anUnknownTierIsNeitherAboveNorBelowAnother() {
    var together = Map.of("bare basic", 3, "bare better", 4);
    var told = told(together, together);
    for (String item : IDS) {
      assertThat(of(told, Relation.UPGRADE, item)).as(item).isEmpty();
      assertThat(of(told, Relation.COMPLEMENT, item)).as(item).isEmpty();
    }
    assertThat(of(told, Relation.SIMILAR, "bare")).containsExactly("better", "basic");
    assertThat(of(told, Relation.SIMILAR, "basic")).containsExactly("bare");
  }

  @Test
  void whatIsComparedIsSimilarAndWhatIsBoughtTogetherBeyondChanceAComplement() {
    var told =
        told(
            Map.of("basic bits", 4, "basic lamp", 1, "basic rival", 2),
            Map.of("basic bits", 1, "basic rival", 6));
    assertThat(of(told, Relation.SIMILAR, "basic")).containsExactly("rival");
    assertThat(of(told, Relation.COMPLEMENT, "basic")).containsExactly("bits");
    assertThat(of(told, Relation.COMPLEMENT, "lamp")).as("a lift of 1").isEmpty();
  }
}
