package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.models.artifact.SignalColumns;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop of five drinks and a lamp, worked out by hand. */
class LearnSignalsTest {
  private static final List<String> ITEMS = List.of("cup", "jar", "lamp", "pot", "tap", "tea");
  private static final LocalDate FROM = LocalDate.parse("2026-01-01");
  private static final LocalDate TO = LocalDate.parse("2026-02-01");
  private static final int MIN_BUYERS = 2;

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  /** Order, item, buyer, units that are left, gift, and the day. */
  private static Dataset<Row> orders(String rows) {
    return SPARK
        .session()
        .sql(
            "select order_id, item_id, buyer, cast(units as double) net_quantity,"
                + " cast(gift as boolean) gift, cast(at as timestamp) ordered_at, 1d unit_price"
                + " from values "
                + rows
                + " as lines(order_id, item_id, buyer, units, gift, at)");
  }

  private static Dataset<Row> catalog() {
    return SPARK
        .session()
        .sql(
            "select item_id, item_id title, category, '' family, 0 tier, '' brand,"
                + " cast(price as double) price, 0d unit_cost, 1l stock, 'product' kind,"
                + " 'active' status, array('') tags, array('') fits,"
                + " timestamp(null) updated_at"
                + " from values ('tea', 'drink', 4), ('cup', 'drink', 4), ('pot', 'drink', 12),"
                + " ('jar', 'drink', 20), ('tap', 'drink', 0), ('lamp', 'light', 30)"
                + " as items(item_id, category, price)");
  }

  private static SignalColumns learned(Dataset<Row> orders) {
    ItemFacts facts = ItemFacts.of(orders, Optional.of(catalog()));
    return new LearnSignals(new ItemDictionary(ITEMS), facts, "Europe/Berlin", MIN_BUYERS)
        .run(orders, FROM, TO);
  }

  private static float of(float[] column, String item) {
    return column[ITEMS.indexOf(item)];
  }

  /**
   * Of five orders of items two are gifts, and they have 16 units: 0.4 and 3.2 an order. Ten orders
   * like that are mixed with an item's own.
   */
  private static SignalColumns shop() {
    return learned(
        orders(
            """
            ('o1', 'tea', 'a', 2, true, '2026-01-01 00:00:00'),
            ('o2', 'tea', 'b', 1.5, false, '2026-01-09 09:00:00'),
            ('o2', 'tea', 'b', 1, null, '2026-01-09 09:00:00'),
            ('o3', 'cup', 'c', 9, true, '2026-01-10 09:00:00'),
            ('o4', 'pot', 'a', 1, null, '2026-01-11 09:00:00'),
            ('o5', 'pot', 'b', 1, false, '2026-01-31 23:59:59'),
            ('o6', 'pot', 'c', 50, true, '2026-02-01 00:00:00'),
            ('o7', 'pot', 'd', 50, true, '2025-12-31 23:59:59')
            """));
  }

  @Test
  void giftsAndUnitsAreMixedWithThoseOfTheShop() {
    SignalColumns found = shop();
    assertThat(of(found.giftShare(), "tea")).isEqualTo((float) ((1 + 10 * 0.4) / (2 + 10)));
    assertThat(of(found.giftShare(), "pot")).isEqualTo((float) ((0 + 10 * 0.4) / (2 + 10)));
    assertThat(of(found.usualQuantity(), "tea"))
        .as("half a unit counts as one")
        .isEqualTo((float) ((2 + 2 + 1 + 10 * 3.2) / (2 + 10)));
    assertThat(of(found.usualQuantity(), "pot")).isEqualTo((float) ((2 + 10 * 3.2) / (2 + 10)));
  }

  @Test
  void anItemOfTooFewBuyersIsLikeTheShop() {
    SignalColumns found = shop();
    for (String item : List.of("cup", "jar")) {
      assertThat(of(found.giftShare(), item)).as(item).isEqualTo(0.4f);
      assertThat(of(found.usualQuantity(), item)).as(item).isEqualTo(3.2f);
    }
  }

  @Test
  void pricesHaveTheirPlaceAmongTheOthersOfTheCategory() {
    float[] places = shop().pricePlace();
    assertThat(of(places, "tea")).as("none is cheaper, one of three alike").isEqualTo(0.5f / 3);
    assertThat(of(places, "cup")).isEqualTo(of(places, "tea"));
    assertThat(of(places, "pot")).isEqualTo((float) (2 / 3.0));
    assertThat(of(places, "jar")).isEqualTo(1);
    assertThat(of(places, "lamp")).as("alone in its category").isNaN();
    assertThat(of(places, "tap")).as("without a price").isNaN();
  }

  @Test
  void withoutOrdersNothingIsAGiftAndOneUnitIsUsual() {
    SignalColumns found = learned(orders("('o1', 'tea', 'a', 5, true, '2026-03-01 00:00:00')"));
    assertThat(found.giftShare()).containsOnly(0);
    assertThat(found.usualQuantity()).containsOnly(1);
    assertThat(found.zone()).isEqualTo("Europe/Berlin");
  }
}
