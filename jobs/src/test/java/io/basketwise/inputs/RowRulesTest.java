package io.basketwise.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of each contract is broken by one value, and by nothing else. */
class RowRulesTest {
  /** A column's value and the rule that it breaks. */
  private record Case(String column, String value, String rule) {}

  @TempDir private Path folder;

  @Test
  void ordersRules() throws IOException {
    check(
        Table.ORDERS,
        Stream.of(
            new Case("order_id", "null", "order_id is missing"),
            new Case("order_id", "'  '", "order_id is missing"),
            new Case("ordered_at", "null", "ordered_at is missing"),
            new Case("item_id", "''", "item_id is missing"),
            new Case("quantity", "null", "quantity is missing"),
            new Case("quantity", "double('NaN')", "quantity is not finite"),
            new Case("quantity", "double('-Infinity')", "quantity is not finite"),
            new Case("quantity", "-0d", "quantity is zero"),
            new Case("unit_price", "null", "unit_price is missing"),
            new Case("unit_price", "double('NaN')", "unit_price is not finite"),
            new Case("unit_price", "-0.01d", "unit_price is negative"),
            new Case("list_price", "double('NaN')", "list_price is not finite"),
            new Case("list_price", "-1d", "list_price is negative"),
            new Case("status", "'Placed'", "status is unknown"),
            new Case("quantity", "-3d", ""),
            new Case("unit_price", "0d", ""),
            new Case("status", "'returned'", ""),
            new Case("status", "null", ""),
            new Case("gift", "true", "")));
  }

  @Test
  void clicksRules() throws IOException {
    check(
        Table.CLICKS,
        Stream.of(
            new Case("event_id", "null", "event_id is missing"),
            new Case("visitor_id", "' '", "visitor_id is missing"),
            new Case("occurred_at", "null", "occurred_at is missing"),
            new Case("event_type", "null", "event_type is missing"),
            new Case("event_type", "'click'", "event_type is unknown"),
            new Case("placement", "'shelf'", "placement is unknown"),
            new Case("propensity", "0d", "propensity is outside (0, 1]"),
            new Case("propensity", "1.01d", "propensity is outside (0, 1]"),
            new Case("propensity", "double('NaN')", "propensity is not finite"),
            new Case("price", "-1d", "price is negative"),
            new Case("price", "double('NaN')", "price is not finite"),
            new Case("quantity", "double('Infinity')", "quantity is not finite"),
            new Case("value", "double('NaN')", "value is not finite"),
            new Case("propensity", "1d", ""),
            new Case("placement", "'cart'", "")));
  }

  @Test
  void catalogRules() throws IOException {
    check(
        Table.CATALOG,
        Stream.of(
            new Case("item_id", "null", "item_id is missing"),
            new Case("title", "''", "title is missing"),
            new Case("price", "-1d", "price is negative"),
            new Case("price", "double('Infinity')", "price is not finite"),
            new Case("unit_cost", "-1d", "unit_cost is negative"),
            new Case("unit_cost", "double('NaN')", "unit_cost is not finite"),
            new Case("status", "'gone'", "status is unknown"),
            new Case("kind", "'thing'", "kind is unknown"),
            new Case("kind", "'seat'", "")));
  }

  @Test
  void labelsRules() throws IOException {
    check(
        Table.LABELS,
        Stream.of(
            new Case("session_id", "null", "session_id is missing"),
            new Case("intent", "null", "intent is missing"),
            new Case("intent", "'bored'", "intent is unknown")));
  }

  private void check(Table table, Stream<Case> stream) throws IOException {
    List<Case> cases = stream.toList();
    Contract contract = Contract.of(table);
    assertThat(cases.stream().map(Case::rule).filter(rule -> !rule.isEmpty()))
        .containsAll(contract.rules().stream().map(RowRule::name).toList());
    StringBuilder sql = new StringBuilder();
    for (Case one : cases) {
      sql.append(sql.isEmpty() ? "" : " union all ").append(row(contract, one));
    }
    Shop shop = new Shop(folder).write("any", sql.toString()).write("orders", Shop.LINE);
    String yaml = "inputs.orders.path: orders\ninputs." + table.key() + ".path: any\n";
    String orders = "inputs.orders.path: any\n";
    List<String> rules =
        shop.read(table, table == Table.ORDERS ? orders : yaml).rows().collectAsList().stream()
            .map(row -> Objects.requireNonNullElse(row.<String>getAs(InputTable.RULE), ""))
            .toList();
    assertThat(rules).isEqualTo(cases.stream().map(Case::rule).toList());
  }

  private static String row(Contract contract, Case one) {
    return contract.columns().stream()
        .map(column -> value(column, one) + " " + column.name())
        .collect(Collectors.joining(", ", "select ", ""));
  }

  private static String value(ContractColumn column, Case one) {
    String type = column.type().sql().toLowerCase(Locale.ROOT);
    String value = column.name().equals(one.column()) ? one.value() : good(column, type);
    return "cast(" + value + " as " + type + ")";
  }

  private static String good(ContractColumn column, String type) {
    if (!column.required()) {
      return "null";
    }
    return switch (type) {
      case "string" -> column.words().isEmpty() ? "'x'" : "'" + column.words().get(0) + "'";
      case "double" -> "1d";
      default -> "timestamp'2026-01-01 00:00:00'";
    };
  }
}
