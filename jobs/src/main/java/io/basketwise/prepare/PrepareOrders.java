package io.basketwise.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.basketwise.config.Table;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.OrderColumns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Order lines of the contract become net order lines: copies out, cancellations and returns taken
 * off what they cancel. One shuffle by buyer and item serves both, because copies of a line share
 * both.
 */
public final class PrepareOrders {
  /** Who buys: the customer, else the session, else the order alone. */
  public static final String BUYER = "buyer";

  /** Units that stay bought. */
  public static final String NET_QUANTITY = "net_quantity";

  private static final String FATE = "__fate";

  /** What became of a candidate line. */
  private enum Fate {
    USED,
    NETTED,
    UNMATCHED_RETURN,
    DUPLICATE
  }

  private final Lake lake;

  /** Prepares into a lake. */
  public PrepareOrders(Lake lake) {
    this.lake = lake;
  }

  /** Writes the net order lines of the window and accounts for every row read. */
  public RowAccount run(InputTable orders, TimeWindow window) {
    Sifted sifted =
        Sifted.of(
            orders,
            col(OrderColumns.ORDERED_AT)
                .lt(lit(TimeWindow.midnight(window.first())))
                .or(col(OrderColumns.ORDERED_AT).geq(lit(TimeWindow.midnight(window.asOf())))));
    Observation fates = new Observation("order lines");
    Dataset<Row> judged =
        judge(sifted.candidates())
            .observe(
                fates,
                fateCount(Fate.USED),
                fateCount(Fate.NETTED),
                fateCount(Fate.UNMATCHED_RETURN),
                fateCount(Fate.DUPLICATE));
    lake.replace(Lake.ORDERS, judged.filter(col(FATE).equalTo(Fate.USED.name())).drop(FATE));
    long unmatched = count(fates, Fate.UNMATCHED_RETURN);
    return sifted.account(
        Table.ORDERS,
        count(fates, Fate.USED),
        count(fates, Fate.NETTED) + unmatched,
        count(fates, Fate.DUPLICATE),
        unmatched);
  }

  private static Column fateCount(Fate fate) {
    return count_if(col(FATE).equalTo(fate.name())).as(fate.name());
  }

  private static long count(Observation fates, Fate fate) {
    return Observed.count(fates, fate.name());
  }

  private static Dataset<Row> judge(Dataset<Row> candidates) {
    Dataset<Row> keyed =
        candidates.withColumn(
            BUYER,
            coalesce(
                functions.concat(lit("c:"), col(OrderColumns.CUSTOMER_ID)),
                functions.concat(lit("s:"), col(OrderColumns.SESSION_ID)),
                functions.concat(lit("o:"), col(OrderColumns.ORDER_ID))));
    List<Column> order = new ArrayList<>();
    order.add(col(BUYER));
    order.add(col(OrderColumns.ITEM_ID));
    order.add(col(OrderColumns.ORDERED_AT));
    // At one instant a purchase comes before its own return.
    order.add(col(OrderColumns.QUANTITY).desc());
    for (String column : keyed.columns()) {
      order.add(col(column));
    }
    StructType schema =
        keyed
            .schema()
            .add(NET_QUANTITY, DataTypes.DoubleType, false)
            .add(FATE, DataTypes.StringType, false);
    return keyed
        .repartition(col(BUYER), col(OrderColumns.ITEM_ID))
        .sortWithinPartitions(order.toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new Judged(rows), Encoders.row(schema));
  }

  /** Streams the lines of one partition, a buyer's lines of one item at a time. */
  private static final class Judged implements Iterator<Row> {
    private final Groups<Row> groups;
    private Iterator<Row> ready = List.<Row>of().iterator();

    Judged(Iterator<Row> rows) {
      this.groups =
          new Groups<>(
              rows,
              (a, b) ->
                  a.getAs(BUYER).equals(b.getAs(BUYER))
                      && a.getAs(OrderColumns.ITEM_ID).equals(b.getAs(OrderColumns.ITEM_ID)));
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && groups.hasNext()) {
        ready = judge(groups.next()).iterator();
      }
      return ready.hasNext();
    }

    @Override
    public Row next() {
      return ready.next();
    }

    private static List<Row> judge(List<Row> lines) {
      List<Row> judged = new ArrayList<>(lines.size());
      List<Row> distinct = new ArrayList<>(lines.size());
      for (Row line : lines) {
        if (!distinct.isEmpty() && line.equals(distinct.get(distinct.size() - 1))) {
          judged.add(with(line, 0, Fate.DUPLICATE));
        } else {
          distinct.add(line);
        }
      }
      net(distinct, judged);
      return judged;
    }

    private static void net(List<Row> lines, List<Row> judged) {
      double[] quantities = new double[lines.size()];
      boolean[] cancelled = new boolean[lines.size()];
      for (int i = 0; i < lines.size(); i++) {
        quantities[i] = lines.get(i).<Double>getAs(OrderColumns.QUANTITY);
        cancelled[i] = !lines.get(i).getAs(OrderColumns.STATUS).equals("placed");
      }
      Netting netting = Netting.of(quantities, cancelled);
      for (int i = 0; i < lines.size(); i++) {
        double left = netting.remaining(i);
        Fate fate =
            left > 0
                ? Fate.USED
                : quantities[i] < 0 && !netting.matched(i) ? Fate.UNMATCHED_RETURN : Fate.NETTED;
        judged.add(with(lines.get(i), left, fate));
      }
    }

    private static Row with(Row line, double netQuantity, Fate fate) {
      Object[] values = new Object[line.size() + 2];
      for (int i = 0; i < line.size(); i++) {
        values[i] = line.get(i);
      }
      values[line.size()] = netQuantity;
      values[line.size() + 1] = fate.name();
      return RowFactory.create(values);
    }
  }
}
