package io.basketwise.inputs;

import static io.basketwise.inputs.ContractColumn.optional;
import static io.basketwise.inputs.ContractColumn.required;
import static io.basketwise.inputs.ContractColumn.text;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.basketwise.config.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Contract v1 of an input table: its columns in order, and the rules that a good row keeps. In a
 * text column a blank value counts as null.
 */
public record Contract(Table table, List<ContractColumn> columns, List<RowRule> rules) {
  private static final ArrayType TEXTS = DataTypes.createArrayType(StringType);
  private static final Contract ORDERS = contract(Table.ORDERS, orders(), orderRules());
  private static final Contract CLICKS = contract(Table.CLICKS, clicks(), clickRules());
  private static final Contract CATALOG = contract(Table.CATALOG, catalog(), catalogRules());
  private static final Contract LABELS = contract(Table.LABELS, labels(), Stream.empty());

  public Contract {
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
  }

  /** A table's contract. */
  public static Contract of(Table table) {
    return switch (table) {
      case ORDERS -> ORDERS;
      case CLICKS -> CLICKS;
      case CATALOG -> CATALOG;
      case LABELS -> LABELS;
    };
  }

  Optional<ContractColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  List<String> names() {
    return columns.stream().map(ContractColumn::name).toList();
  }

  private static Stream<ContractColumn> orders() {
    return Stream.of(
        required(OrderColumns.ORDER_ID, StringType),
        required(OrderColumns.ORDERED_AT, TimestampType),
        required(OrderColumns.ITEM_ID, StringType),
        required(OrderColumns.QUANTITY, DoubleType),
        required(OrderColumns.UNIT_PRICE, DoubleType),
        text(OrderColumns.CUSTOMER_ID),
        text(OrderColumns.SESSION_ID),
        text(OrderColumns.STATUS).among("placed", "cancelled", "returned").orElse("placed"),
        optional(OrderColumns.LIST_PRICE, DoubleType),
        optional(OrderColumns.GIFT, BooleanType),
        text(OrderColumns.OFFER_ID),
        text(OrderColumns.CHANNEL),
        text(OrderColumns.REGION));
  }

  private static Stream<RowRule> orderRules() {
    return Stream.of(
        new RowRule("quantity is zero", "quantity = 0"),
        negative(OrderColumns.UNIT_PRICE),
        negative(OrderColumns.LIST_PRICE));
  }

  private static Stream<ContractColumn> clicks() {
    return Stream.of(
        required(ClickColumns.EVENT_ID, StringType),
        required(ClickColumns.VISITOR_ID, StringType),
        required(ClickColumns.OCCURRED_AT, TimestampType),
        required(ClickColumns.EVENT_TYPE, StringType)
            .among(
                "page_view",
                "item_view",
                "search",
                "add_to_cart",
                "remove_from_cart",
                "cart_view",
                "checkout_start",
                "shipping_view",
                "purchase",
                "scroll",
                "offer_view",
                "offer_accept",
                "offer_decline",
                "offer_quiet",
                "usage",
                "limit_reached",
                "seat_invite",
                "renewal_due",
                "plan_change",
                "support_ticket"),
        text(ClickColumns.SESSION_ID),
        text(ClickColumns.CUSTOMER_ID),
        text(ClickColumns.PLACEMENT)
            .among(
                "home",
                "category",
                "search",
                "product_page",
                "cart",
                "checkout",
                "post_purchase",
                "email",
                "in_app"),
        text(ClickColumns.ITEM_ID),
        optional(ClickColumns.PRICE, DoubleType),
        optional(ClickColumns.QUANTITY, DoubleType),
        optional(ClickColumns.DWELL_MS, LongType),
        optional(ClickColumns.VALUE, DoubleType),
        text(ClickColumns.DEVICE),
        text(ClickColumns.CHANNEL),
        text(ClickColumns.REGION),
        text(ClickColumns.ORDER_ID),
        text(ClickColumns.OFFER_ID),
        text(ClickColumns.EXPERIMENT),
        text(ClickColumns.VARIANT),
        optional(ClickColumns.PROPENSITY, DoubleType));
  }

  private static Stream<RowRule> clickRules() {
    return Stream.of(
        negative(ClickColumns.PRICE),
        new RowRule("propensity is outside (0, 1]", "propensity <= 0 or propensity > 1"));
  }

  private static Stream<ContractColumn> catalog() {
    return Stream.of(
        required(CatalogColumns.ITEM_ID, StringType),
        required(CatalogColumns.TITLE, StringType),
        text(CatalogColumns.CATEGORY),
        optional(CatalogColumns.PRICE, DoubleType),
        optional(CatalogColumns.UNIT_COST, DoubleType),
        optional(CatalogColumns.STOCK, LongType),
        text(CatalogColumns.STATUS).among("active", "discontinued").orElse("active"),
        text(CatalogColumns.KIND)
            .among("product", "add_on", "warranty", "service", "plan", "seat")
            .orElse("product"),
        text(CatalogColumns.FAMILY),
        optional(CatalogColumns.TIER, IntegerType),
        text(CatalogColumns.BRAND),
        optional(CatalogColumns.TAGS, TEXTS),
        optional(CatalogColumns.FITS, TEXTS),
        optional(CatalogColumns.UPDATED_AT, TimestampType));
  }

  private static Stream<RowRule> catalogRules() {
    return Stream.of(negative(CatalogColumns.PRICE), negative(CatalogColumns.UNIT_COST));
  }

  private static Stream<ContractColumn> labels() {
    return Stream.of(
        required(LabelColumns.SESSION_ID, StringType),
        required(LabelColumns.INTENT, StringType)
            .among("problem_solver", "upgrader", "bulk_buyer", "gift_shopper", "explorer"));
  }

  private static Contract contract(
      Table table, Stream<ContractColumn> columns, Stream<RowRule> further) {
    List<ContractColumn> list = columns.toList();
    List<RowRule> rules = new ArrayList<>();
    list.forEach(column -> general(column).forEach(rules::add));
    further.forEach(rules::add);
    return new Contract(table, list, rules);
  }

  private static Stream<RowRule> general(ContractColumn column) {
    String name = column.name();
    RowRule missing = new RowRule(name + " is missing", name + " is null");
    RowRule infinite = new RowRule(name + " is not finite", isInfinite(name));
    return Stream.of(
            column.required() ? Stream.of(missing) : Stream.<RowRule>empty(),
            isNumber(column.type()) ? Stream.of(infinite) : Stream.<RowRule>empty(),
            column.words().isEmpty() ? Stream.<RowRule>empty() : Stream.of(unknown(column)))
        .flatMap(rules -> rules);
  }

  private static boolean isNumber(DataType type) {
    return type.equals(DoubleType);
  }

  private static String isInfinite(String name) {
    return "isnan(" + name + ") or abs(" + name + ") = double('Infinity')";
  }

  private static RowRule unknown(ContractColumn column) {
    String accepted =
        column.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    return new RowRule(column.name() + " is unknown", column.name() + " not in (" + accepted + ")");
  }

  private static RowRule negative(String name) {
    return new RowRule(name + " is negative", name + " < 0");
  }
}
