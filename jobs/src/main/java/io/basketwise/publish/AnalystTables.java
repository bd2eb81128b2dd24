package io.basketwise.publish;

import static io.basketwise.tables.ParquetTable.ColumnType.BOOLEAN;
import static io.basketwise.tables.ParquetTable.ColumnType.DOUBLE;
import static io.basketwise.tables.ParquetTable.ColumnType.INT;
import static io.basketwise.tables.ParquetTable.ColumnType.LONG;
import static io.basketwise.tables.ParquetTable.ColumnType.STRING;
import static io.basketwise.tables.ParquetTable.ColumnType.STRING_LIST;

import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import io.basketwise.prepare.ItemCounts;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.ItemFacts.Facts;
import io.basketwise.tables.ParquetParts;
import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The version's content as Parquet with ids in place of numbers, for any engine. */
final class AnalystTables {
  /** Rules that one thread writes in one go. */
  private static final int RULES_PER_PART = 250_000;

  private final List<String> ids;
  private final ItemFacts facts;

  AnalystTables(List<String> ids, ItemFacts facts) {
    this.ids = ids;
    this.facts = facts;
  }

  void write(Path folder, Fit fit) {
    try {
      Files.createDirectories(folder);
      items(folder.resolve("items.parquet"), fit);
      BundleColumns bundles = fit.bundles().columns();
      List<List<String>> names = names(bundles);
      itemsets(folder.resolve("itemsets.parquet"), bundles, names);
      rules(folder.resolve("rules.parquet"), bundles, names, fit.counts());
      neighbours(folder.resolve("neighbours.parquet"), fit.affinity().relations());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the analysts' tables to " + folder, e);
    }
  }

  private void items(Path file, Fit fit) throws IOException {
    try (ParquetTable table =
        ParquetTable.create(
            file,
            List.of(
                new Column("item_id", STRING),
                new Column("title", STRING),
                new Column("category", STRING),
                new Column("price", DOUBLE),
                new Column("unit_cost", DOUBLE),
                new Column("stock", LONG),
                new Column("discontinued", BOOLEAN),
                new Column("baskets", LONG),
                new Column("recent_baskets", LONG),
                new Column("buyers", LONG)))) {
      for (int item = 0; item < ids.size(); item++) {
        Facts each = facts.of(ids.get(item));
        table.write(
            ids.get(item),
            each.title().isEmpty() ? null : each.title(),
            each.category().isEmpty() ? null : each.category(),
            known(each.price()),
            known(each.unitCost()),
            each.stock() < 0 ? null : each.stock(),
            each.discontinued(),
            fit.counts().baskets()[item],
            fit.counts().recent()[item],
            fit.counts().buyers()[item]);
      }
    }
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private void itemsets(Path file, BundleColumns bundles, List<List<String>> names) {
    try (ParquetTable table =
        ParquetTable.create(
            file,
            List.of(
                new Column("items", STRING_LIST),
                new Column("baskets", LONG),
                new Column("buyers", LONG)))) {
      for (int node = 0; node < bundles.itemsets(); node++) {
        table.write(names.get(node), (long) bundles.count()[node], (long) bundles.buyers()[node]);
      }
    }
  }

  /**
   * Leverage is the share of baskets with both sides beyond what independence would give;
   * conviction (Brin et al. 1997) is how often the rule would fail by chance over how often it
   * does, null where it never fails.
   */
  private void rules(
      Path file, BundleColumns bundles, List<List<String>> names, ItemCounts counts) {
    int[] firstNodes = firstNodes(bundles);
    ParquetParts.write(
        file,
        List.of(
            new Column("antecedent", STRING_LIST),
            new Column("consequent", STRING),
            new Column("baskets", LONG),
            new Column("buyers", LONG),
            Column.varied("confidence", DOUBLE),
            Column.varied("lift", DOUBLE),
            Column.varied("leverage", DOUBLE),
            Column.varied("conviction", DOUBLE)),
        firstNodes.length - 1,
        (part, table) -> {
          for (int node = firstNodes[part]; node < firstNodes[part + 1]; node++) {
            rules(table, bundles, node, names.get(node), counts);
          }
        });
  }

  /** Where the parts of the rules begin: nodes with about as many rules in each part; at last M. */
  private static int[] firstNodes(BundleColumns bundles) {
    IntStream.Builder first = IntStream.builder().add(0);
    int begin = 0;
    for (int node = 1; node < bundles.itemsets(); node++) {
      if (bundles.ruleOffsets()[node] - begin >= RULES_PER_PART) {
        first.add(node);
        begin = bundles.ruleOffsets()[node];
      }
    }
    return first.add(bundles.itemsets()).build().toArray();
  }

  private void rules(
      ParquetTable table,
      BundleColumns bundles,
      int node,
      List<String> antecedent,
      ItemCounts counts) {
    double baskets = counts.totalBaskets();
    double antecedentShare = bundles.count()[node] / baskets;
    for (int rule = bundles.ruleOffsets()[node]; rule < bundles.ruleOffsets()[node + 1]; rule++) {
      int consequent = bundles.ruleConsequent()[rule];
      long both = bundles.ruleCount()[rule];
      double consequentShare = counts.baskets()[consequent] / baskets;
      long failures = bundles.count()[node] - both;
      table.write(
          antecedent,
          ids.get(consequent),
          both,
          (long) bundles.ruleBuyers()[rule],
          (double) bundles.ruleConfidence()[rule],
          (double) bundles.ruleLift()[rule],
          both / baskets - antecedentShare * consequentShare,
          failures == 0 ? null : (1 - consequentShare) * bundles.count()[node] / failures);
    }
  }

  /** The ids of each itemset, by node. */
  private List<List<String>> names(BundleColumns bundles) {
    List<List<String>> names = new ArrayList<>(bundles.itemsets());
    for (int node = 0; node < bundles.children()[0]; node++) {
      names.add(List.of(ids.get(bundles.item()[node])));
    }
    for (int parent = 0; parent < bundles.itemsets(); parent++) {
      for (int node = bundles.children()[parent]; node < bundles.children()[parent + 1]; node++) {
        List<String> longer = new ArrayList<>(names.get(parent));
        longer.add(ids.get(bundles.item()[node]));
        names.add(longer);
      }
    }
    return names;
  }

  private void neighbours(Path file, Map<Relation, Neighbours> relations) throws IOException {
    try (ParquetTable table =
        ParquetTable.create(
            file,
            List.of(
                new Column("relation", STRING),
                new Column("item_id", STRING),
                new Column("rank", INT),
                new Column("neighbour_id", STRING),
                Column.varied("weight", DOUBLE),
                new Column("baskets", LONG),
                new Column("buyers", LONG)))) {
      for (Map.Entry<Relation, Neighbours> relation : new TreeMap<>(relations).entrySet()) {
        neighbours(table, relation.getKey().key(), relation.getValue());
      }
    }
  }

  private void neighbours(ParquetTable table, String relation, Neighbours lists)
      throws IOException {
    for (int item = 0; item < ids.size(); item++) {
      int first = (int) lists.offsets()[item];
      for (int i = first; i < lists.offsets()[item + 1]; i++) {
        table.write(
            relation,
            ids.get(item),
            i - first + 1,
            ids.get(lists.items()[i]),
            (double) lists.weights()[i],
            (long) lists.counts()[i],
            (long) lists.buyers()[i]);
      }
    }
  }
}
