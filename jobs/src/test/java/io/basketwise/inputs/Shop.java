package io.basketwise.inputs;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A shop on disk whose tables are written by SQL. */
record Shop(Path folder) {
  /** A good order line: the columns that must be there. */
  static final String LINE =
      "select 'o1' order_id, timestamp'2026-01-02 03:04:05' ordered_at, 'a' item_id,"
          + " 2.0d quantity, 9.5d unit_price";

  static Dataset<Row> rows(String sql) {
    return SharedSpark.SESSION.sql(sql);
  }

  /** Writes a folder of Parquet files. */
  Shop write(String name, String sql) {
    rows(sql).coalesce(1).write().mode("overwrite").parquet(folder.resolve(name).toString());
    return this;
  }

  Shop writeDelta(String name, String sql) {
    rows(sql)
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(folder.resolve(name).toString());
    return this;
  }

  /** The one Parquet file of a folder that was written. */
  Path file(String name) throws IOException {
    try (var files = Files.list(folder.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  ShopConfig config(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("basketwise.yaml"), yaml);
    return ConfigLoader.load(file, Map.of());
  }

  InputTable read(Table table, String yaml) throws IOException {
    return new InputReader(SharedSpark.SESSION).read(config(yaml), table);
  }

  /** Reads orders that need no mapping. */
  InputTable orders(String path) throws IOException {
    return read(Table.ORDERS, "inputs.orders.path: '" + path + "'\n");
  }
}
