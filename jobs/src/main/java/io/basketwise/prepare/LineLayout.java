package io.basketwise.prepare;

import io.basketwise.inputs.OrderColumns;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Where the columns of an order line lie in its row. */
record LineLayout(
    int[] identity,
    int buyer,
    int item,
    int order,
    int at,
    int quantity,
    int status,
    int fate,
    int taken,
    int goneAt,
    int known)
    implements Serializable {

  static LineLayout of(StructType schema, List<String> identity) {
    return new LineLayout(
        identity.stream().mapToInt(schema::fieldIndex).toArray(),
        schema.fieldIndex(OrderLines.BUYER),
        schema.fieldIndex(OrderColumns.ITEM_ID),
        schema.fieldIndex(OrderColumns.ORDER_ID),
        schema.fieldIndex(OrderColumns.ORDERED_AT),
        schema.fieldIndex(OrderColumns.QUANTITY),
        schema.fieldIndex(OrderColumns.STATUS),
        schema.fieldIndex(OrderLines.FATE),
        schema.fieldIndex(OrderLines.TAKEN),
        schema.fieldIndex(OrderLines.GONE_AT),
        schema.length() - 1);
  }

  boolean together(Row a, Row b) {
    return a.get(buyer).equals(b.get(buyer)) && a.get(item).equals(b.get(item));
  }

  boolean copies(Row a, Row b) {
    for (int column : identity) {
      if (!Objects.equals(a.get(column), b.get(column))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the other row speaks of the same line: same order, moment and quantity. */
  boolean sameLine(Row a, Row b) {
    return a.get(order).equals(b.get(order))
        && a.get(at).equals(b.get(at))
        && a.getDouble(quantity) == b.getDouble(quantity);
  }

  boolean sameStatus(Row a, Row b) {
    return a.get(status).equals(b.get(status));
  }

  boolean isPlaced(Row line) {
    return line.get(status).equals("placed");
  }

  /** The line with another fate; the last column tells whether it replaces a row of the lake. */
  Row with(Row line, String newFate, @Nullable Object newTaken, @Nullable Object newGoneAt) {
    Object[] values = new Object[line.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = line.get(i);
    }
    values[fate] = newFate;
    values[taken] = newTaken;
    values[goneAt] = newGoneAt;
    return RowFactory.create(values);
  }
}
