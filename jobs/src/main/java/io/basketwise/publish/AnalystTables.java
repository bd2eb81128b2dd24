package io.basketwise.publish;

import static io.basketwise.tables.ParquetTable.ColumnType.BOOLEAN;
import static io.basketwise.tables.ParquetTable.ColumnType.DOUBLE;
import static io.basketwise.tables.ParquetTable.ColumnType.INT;
import static io.basketwise.tables.ParquetTable.ColumnType.LONG;
import static io.basketwise.tables.ParquetTable.ColumnType.STRING;
import static io.basketwise.tables.ParquetTable.ColumnType.STRING_LIST;

import io.basketwise.models.artifact.Itemset;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.artifact.Rule;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.ItemFacts.Facts;
import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The version's content as Parquet with ids in place of numbers, for any engine. */
final class AnalystTables {
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
      itemsets(folder.resolve("itemsets.parquet"), fit.bundles().itemsets());
      rules(folder.resolve("rules.parquet"), fit.bundles().rules());
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

  private void itemsets(Path file, List<Itemset> itemsets) throws IOException {
    try (ParquetTable table =
        ParquetTable.create(
            file,
            List.of(
                new Column("items", STRING_LIST),
                new Column("baskets", LONG),
                new Column("buyers", LONG)))) {
      for (Itemset each : sorted(itemsets, Comparator.comparing(Itemset::items, Arrays::compare))) {
        table.write(names(each.items()), each.count(), each.buyers());
      }
    }
  }

  private void rules(Path file, List<Rule> rules) throws IOException {
    try (ParquetTable table =
        ParquetTable.create(
            file,
            List.of(
                new Column("antecedent", STRING_LIST),
                new Column("consequent", STRING),
                new Column("baskets", LONG),
                new Column("buyers", LONG),
                new Column("confidence", DOUBLE),
                new Column("lift", DOUBLE)))) {
      Comparator<Rule> order =
          Comparator.comparing(Rule::antecedent, Arrays::compare)
              .thenComparingInt(Rule::consequent);
      for (Rule each : sorted(rules, order)) {
        table.write(
            names(each.antecedent()),
            ids.get(each.consequent()),
            each.count(),
            each.buyers(),
            (double) each.confidence(),
            (double) each.lift());
      }
    }
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
                new Column("weight", DOUBLE),
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

  private List<String> names(int[] items) {
    return Arrays.stream(items).mapToObj(ids::get).toList();
  }

  private static <T> List<T> sorted(List<T> values, Comparator<T> order) {
    return values.parallelStream().sorted(order).toList();
  }
}
