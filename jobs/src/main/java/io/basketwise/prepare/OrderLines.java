package io.basketwise.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.basketwise.config.Table;
import io.basketwise.inputs.Contract;
import io.basketwise.inputs.ContractColumn;
import io.basketwise.inputs.OrderColumns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The lake's order lines: every line once, with what cancellations and returns took off it and
 * when. A return takes from lines before it, and no later line changes what it took; that is why
 * one table serves every as-of date. One shuffle by buyer and item finds copies and settles
 * returns, because copies of a line share both.
 */
public final class OrderLines {
  /** Who buys: the customer, else the session, else the order alone. */
  public static final String BUYER = "buyer";

  /** What became of the line, one of {@link Fate}. */
  public static final String FATE = "fate";

  /** Array of {@link #TAKEN_AT} and {@link #UNITS}: what returns took off the line. */
  public static final String TAKEN = "taken";

  /** When units were taken. */
  public static final String TAKEN_AT = "at";

  /** How many units were taken. */
  public static final String UNITS = "units";

  /** When nothing was left of the line; null while something is. */
  public static final String GONE_AT = "gone_at";

  /** Whether the row replaces one of the lake; in changes only. */
  static final String CHANGED = "__changed";

  static final StructType TAKING =
      new StructType().add(TAKEN_AT, DataTypes.TimestampType).add(UNITS, DataTypes.DoubleType);

  private static final String KNOWN = "__known";
  private static final String CUSTOMER = "c:";
  private static final String SESSION = "s:";
  private static final String ORDER = "o:";

  /** What a line is. */
  public enum Fate {
    /** Bought. */
    PLACED,
    /** Cancelled or returned by its own status, or by another row of the same line. */
    CANCELLED,
    /** A return that took units off earlier lines. */
    RETURN,
    /** A return whose purchase is not among the lines. */
    UNMATCHED_RETURN
  }

  private OrderLines() {}

  /** A customer as a buyer. */
  public static String customer(String id) {
    return CUSTOMER + id;
  }

  /** A guest in a session as a buyer. */
  public static String guest(String session) {
    return SESSION + session;
  }

  /** Who placed an order without a customer or a session, as a buyer. */
  public static String nobody(String order) {
    return ORDER + order;
  }

  /** Columns by which a line is known: a copy is equal in all of them. */
  static List<String> identity() {
    return Contract.of(Table.ORDERS).columns().stream().map(ContractColumn::name).toList();
  }

  /** The lines of the contract as lines of the lake. */
  static Dataset<Row> of(Dataset<Row> fresh) {
    return settle(arriving(fresh)).drop(CHANGED);
  }

  /**
   * What lines of the contract change in the lake: new lines, and known ones off which returns now
   * take more or less. Lines of other buyers or items are not looked at.
   */
  static Dataset<Row> changes(Dataset<Row> lake, Dataset<Row> fresh) {
    Dataset<Row> arriving = arriving(fresh);
    Dataset<Row> touched =
        Joins.having(lake, arriving.select(BUYER, OrderColumns.ITEM_ID))
            .withColumn(KNOWN, lit(true));
    return settle(touched.unionByName(arriving));
  }

  private static Dataset<Row> arriving(Dataset<Row> fresh) {
    return fresh
        .withColumn(
            BUYER,
            coalesce(
                functions.concat(lit(CUSTOMER), col(OrderColumns.CUSTOMER_ID)),
                functions.concat(lit(SESSION), col(OrderColumns.SESSION_ID)),
                functions.concat(lit(ORDER), col(OrderColumns.ORDER_ID))))
        .withColumn(FATE, lit(null).cast("string"))
        .withColumn(TAKEN, lit(null).cast(DataTypes.createArrayType(TAKING)))
        .withColumn(GONE_AT, lit(null).cast("timestamp"))
        .withColumn(KNOWN, lit(false));
  }

  private static Dataset<Row> settle(Dataset<Row> lines) {
    List<Column> order = new ArrayList<>();
    order.add(col(BUYER));
    order.add(col(OrderColumns.ITEM_ID));
    order.add(col(OrderColumns.ORDERED_AT));
    // At one instant a purchase comes before its own return.
    order.add(col(OrderColumns.QUANTITY).desc());
    identity().forEach(column -> order.add(col(column)));
    order.add(col(KNOWN).desc());
    StructType schema = lines.schema();
    StructType settled =
        new StructType(
                Stream.of(schema.fields())
                    .filter(field -> !field.name().equals(KNOWN))
                    .toArray(StructField[]::new))
            .add(CHANGED, DataTypes.BooleanType, false);
    LineLayout layout = LineLayout.of(schema, identity());
    return lines
        .repartition(col(BUYER), col(OrderColumns.ITEM_ID))
        .sortWithinPartitions(order.toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> settle(rows, layout), Encoders.row(settled));
  }

  private static Iterator<Row> settle(Iterator<Row> sorted, LineLayout layout) {
    return Streams.of(new Groups<>(sorted, layout::together))
        .flatMap(group -> SettledLines.of(group, layout).stream())
        .iterator();
  }
}
