package io.basketwise.nightly;

import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A shop of pairs: who takes the first item of a pair most often takes the second as well. */
public final class SmallShop {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final int PAIRS = 10;

  /** One order line; the quantity is negative for a return. */
  public record Line(
      String order, Instant at, String item, double quantity, String customer, String status) {}

  private final Path folder;

  public SmallShop(Path folder) {
    this.folder = folder;
  }

  /** Lines of {@code orders} orders, ten a day. */
  public static List<Line> lines(int orders) {
    Random random = new Random(11);
    List<Line> lines = new ArrayList<>();
    for (int order = 0; order < orders; order++) {
      Instant at = START.plusSeconds(order * 8_640L);
      String customer = "c" + random.nextInt(80);
      for (int pair = 0; pair < PAIRS; pair++) {
        if (random.nextInt(5) == 0) {
          lines.add(line(order, at, "a" + pair, customer));
          if (random.nextInt(10) < 8) {
            lines.add(line(order, at, "b" + pair, customer));
          }
        }
      }
      lines.add(line(order, at, "z" + random.nextInt(15), customer));
    }
    return lines;
  }

  private static Line line(int order, Instant at, String item, String customer) {
    return new Line("o" + order, at, item, 1, customer, "placed");
  }

  /** Writes orders and a configuration, and returns the latter. */
  public Path write(List<Line> lines) {
    add("part-0", lines);
    return config("orders");
  }

  /** Writes a further file of orders. */
  void add(String name, List<Line> lines) {
    Path orders = folder.resolve("orders/" + name + ".parquet");
    try (ParquetTable table =
        ParquetTable.create(
            orders,
            Column.list(
                "order_id STRING, ordered_at TIMESTAMP, item_id STRING, quantity DOUBLE, "
                    + "unit_price DOUBLE, customer_id STRING, status STRING"))) {
      for (Line line : lines) {
        table.write(line.order, line.at, line.item, line.quantity, 2.5, line.customer, line.status);
      }
    }
  }

  /** Writes a configuration for orders at a path. */
  Path config(String ordersPath) {
    Path file = folder.resolve("basketwise.yaml");
    String text =
        String.format(
            Locale.ROOT,
            """
            shop: small
            inputs: { orders: { path: %s } }
            window: { trainDays: 60, holdoutDays: 7, validationDays: 7 }
            bundles: { minSupport: 0.01, minBuyers: 3 }
            affinity: { rank: 8, iterations: 3 }
            spark: { master: "local[2]", conf: { spark.sql.codegen.factoryMode: NO_CODEGEN } }
            """,
            ordersPath);
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
