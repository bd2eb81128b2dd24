package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.col;

import io.basketwise.behaviour.SessionRow.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows on the driver by what they are for, collected in one pass. */
final class Samples {
  private final Map<Kind, Sample> byKind = new EnumMap<>(Kind.class);

  private Samples(Map<String, List<Row>> rows, Kind... kinds) {
    for (Kind kind : kinds) {
      byKind.put(kind, Sample.of(rows.getOrDefault(kind.name(), List.of())));
    }
  }

  static Samples collect(Dataset<Row> rows, Kind... kinds) {
    Object[] names = Arrays.stream(kinds).map(Kind::name).toArray();
    Map<String, List<Row>> collected =
        rows.filter(col(SessionRow.KIND).isin(names)).collectAsList().stream()
            .collect(Collectors.groupingBy(row -> row.<String>getAs(SessionRow.KIND)));
    return new Samples(collected, kinds);
  }

  /** The rows of a kind that was asked for. */
  Sample of(Kind kind) {
    Sample sample = byKind.get(kind);
    if (sample == null) {
      throw new IllegalArgumentException(kind + " was not collected");
    }
    return sample;
  }
}
