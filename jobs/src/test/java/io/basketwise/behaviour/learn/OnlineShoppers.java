package io.basketwise.behaviour.learn;

import io.basketwise.tables.ParquetRows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;

/** Real sessions of a shop as rows to learn from; words are codes, months in their order. */
final class OnlineShoppers {
  private static final Path FILE =
      Path.of("src", "test", "resources", "online-shoppers", "sessions.parquet");
  private static final List<String> COUNTS =
      List.of(
          "Administrative",
          "Informational",
          "ProductRelated",
          "OperatingSystems",
          "Browser",
          "Region",
          "TrafficType");
  private static final List<String> AMOUNTS =
      List.of(
          "Administrative_Duration",
          "Informational_Duration",
          "ProductRelated_Duration",
          "BounceRates",
          "ExitRates",
          "SpecialDay",
          "PageValues");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "June", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final List<String> VISITORS = List.of("New_Visitor", "Other", "Returning_Visitor");

  private OnlineShoppers() {}

  /** The last column is the page value, which tells much of how near the purchase was. */
  static TrainingSet withPageValues() {
    List<double[]> rows = ParquetRows.read(FILE).stream().map(OnlineShoppers::row).toList();
    int features = rows.get(0).length - 1;
    double[] values = new double[rows.size() * features];
    double[] targets = new double[rows.size()];
    for (int row = 0; row < targets.length; row++) {
      System.arraycopy(rows.get(row), 1, values, row * features, features);
      targets[row] = rows.get(row)[0];
    }
    return new TrainingSet(features, 1, values, targets, ones(targets.length));
  }

  static TrainingSet withoutPageValues() {
    TrainingSet all = withPageValues();
    int features = all.features() - 1;
    double[] values = new double[all.rows() * features];
    for (int row = 0; row < all.rows(); row++) {
      System.arraycopy(all.row(row), 0, values, row * features, features);
    }
    return new TrainingSet(features, 1, values, all.targets(), all.weights());
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The target, then the features. */
  private static double[] row(Group group) {
    double[] row = new double[4 + COUNTS.size() + AMOUNTS.size()];
    int at = 0;
    row[at++] = group.getBoolean("Revenue", 0) ? 1 : 0;
    for (String count : COUNTS) {
      row[at++] = group.getLong(count, 0);
    }
    row[at++] = MONTHS.indexOf(group.getString("Month", 0));
    row[at++] = VISITORS.indexOf(group.getString("VisitorType", 0));
    row[at++] = group.getBoolean("Weekend", 0) ? 1 : 0;
    for (String amount : AMOUNTS) {
      row[at++] = group.getDouble(amount, 0);
    }
    return row;
  }
}
