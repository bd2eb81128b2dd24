package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.basketwise.inputs.OrderColumns;
import io.basketwise.models.artifact.SignalColumns;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.OrderLines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What session features need to know of each item: how often it is given away, how many units are
 * usual, where its price lies. On the driver: one row an item.
 */
public final class LearnSignals {
  /** Orders of the whole shop that an item's own are mixed with, against chance. */
  private static final double PRIOR_ORDERS = 10;

  private final ItemDictionary dictionary;
  private final ItemFacts facts;
  private final String zone;
  private final int minBuyers;

  /**
   * Signals of the items of a dictionary.
   *
   * @param zone in which the shop's day begins
   * @param minBuyers an item with fewer counts as the shop's average
   */
  public LearnSignals(ItemDictionary dictionary, ItemFacts facts, String zone, int minBuyers) {
    this.dictionary = dictionary;
    this.facts = facts;
    this.zone = zone;
    this.minBuyers = minBuyers;
  }

  /** From the order lines of a span, its last day exclusive. */
  public SignalColumns run(LakeView lake, LocalDate from, LocalDate to) {
    return run(lake.orders(), from, to);
  }

  /** From those of some order lines of which something is left. */
  SignalColumns run(Dataset<Row> lines, LocalDate from, LocalDate to) {
    List<Row> rows = counted(lines, from, to).collectAsList();
    double orders = total(rows, "orders");
    double gifts = orders == 0 ? 0 : total(rows, "gifts") / orders;
    double units = orders == 0 ? 1 : total(rows, "units") / orders;
    float[] giftShare = new float[dictionary.size()];
    float[] usual = new float[dictionary.size()];
    Arrays.fill(giftShare, (float) gifts);
    Arrays.fill(usual, (float) units);
    for (Row row : rows) {
      int item = dictionary.number(row.getAs(OrderColumns.ITEM_ID)).orElse(-1);
      if (item >= 0 && row.<Long>getAs("buyers") >= minBuyers) {
        double own = row.<Long>getAs("orders");
        giftShare[item] = mixed(row.<Long>getAs("gifts"), own, gifts);
        usual[item] = mixed(row.<Long>getAs("units"), own, units);
      }
    }
    return new SignalColumns(zone, giftShare, usual, pricePlaces());
  }

  private static float mixed(double sum, double orders, double mean) {
    return (float) ((sum + PRIOR_ORDERS * mean) / (orders + PRIOR_ORDERS));
  }

  private static double total(List<Row> rows, String column) {
    return rows.stream().mapToDouble(row -> row.<Long>getAs(column)).sum();
  }

  /** Whole units, so that sums do not depend on the order of partitions. */
  private static Dataset<Row> counted(Dataset<Row> lines, LocalDate from, LocalDate to) {
    return lines
        .filter(
            col(OrderColumns.ORDERED_AT)
                .geq(lit(from.toString()).cast("timestamp"))
                .and(col(OrderColumns.ORDERED_AT).lt(lit(to.toString()).cast("timestamp"))))
        .groupBy(col(OrderColumns.ITEM_ID), col(OrderColumns.ORDER_ID))
        .agg(
            max(coalesce(col(OrderColumns.GIFT), lit(false))).cast("long").as("gift"),
            sum(units()).as("units"),
            min(OrderLines.BUYER).as(OrderLines.BUYER))
        .groupBy(col(OrderColumns.ITEM_ID))
        .agg(
            count(lit(1)).as("orders"),
            sum("gift").as("gifts"),
            sum("units").as("units"),
            countDistinct(OrderLines.BUYER).as("buyers"));
  }

  private static Column units() {
    return ceil(col(LakeView.NET_QUANTITY)).cast("long");
  }

  /** Share of the other items of the category that are cheaper, ties half; NaN when alone. */
  private float[] pricePlaces() {
    float[] places = new float[dictionary.size()];
    Arrays.fill(places, Float.NaN);
    Map<String, List<Integer>> categories = new TreeMap<>();
    IntStream.range(0, places.length)
        .filter(item -> price(item) > 0)
        .forEach(
            item -> categories.computeIfAbsent(category(item), key -> new ArrayList<>()).add(item));
    categories.values().stream().filter(all -> all.size() > 1).forEach(all -> rank(all, places));
    return places;
  }

  private void rank(List<Integer> items, float[] places) {
    double[] prices = items.stream().mapToDouble(this::price).sorted().toArray();
    for (int item : items) {
      double price = price(item);
      int below = first(prices, price);
      int upTo = first(prices, Math.nextUp(price));
      places[item] = (float) ((below + (upTo - below - 1) / 2.0) / (prices.length - 1));
    }
  }

  /** How many of ascending numbers are smaller. */
  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private double price(int item) {
    return facts.of(dictionary.ids().get(item)).price();
  }

  private String category(int item) {
    return facts.of(dictionary.ids().get(item)).category();
  }
}
