package io.basketwise.simulate;

import io.basketwise.tables.ParquetRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;

/** What an outsider sees of each labelled session: simple features, and the true intent. */
final class IntentFeatures {
  static final List<String> NAMES =
      List.of("hour", "views", "searches", "dwell", "price", "units", "leaves", "tier", "gift");
  private static final double MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();
  private static final int MICROS_A_MILLI = 1_000;

  /** One session. */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared
  record Example(double[] features, String intent) {}

  private IntentFeatures() {}

  static List<Example> read(Path shop) {
    Map<String, Group> items = new HashMap<>();
    ParquetRows.read(shop.resolve("catalog")).forEach(i -> items.put(i.getString("item_id", 0), i));
    Set<String> gifts = new HashSet<>();
    ParquetRows.read(shop.resolve("orders")).stream()
        .filter(o -> o.getBoolean("gift", 0))
        .forEach(o -> gifts.add(ParquetRows.text(o, "session_id")));
    Map<String, List<Group>> sessions = new TreeMap<>();
    for (Group click : ParquetRows.read(shop.resolve("clicks"))) {
      sessions
          .computeIfAbsent(ParquetRows.text(click, "session_id"), s -> new ArrayList<>())
          .add(click);
    }
    List<Example> examples = new ArrayList<>();
    for (Group label : ParquetRows.read(shop.resolve("labels"))) {
      String session = label.getString("session_id", 0);
      examples.add(
          new Example(
              features(sessions.getOrDefault(session, List.of()), items, gifts.contains(session)),
              label.getString("intent", 0)));
    }
    return examples;
  }

  private static double[] features(List<Group> clicks, Map<String, Group> items, boolean gift) {
    double views = 0;
    double searches = 0;
    double dwell = 0;
    double price = 0;
    double units = 0;
    double tier = 0;
    Set<String> leaves = new HashSet<>();
    for (Group click : clicks) {
      switch (ParquetRows.text(click, "event_type")) {
        case "item_view" -> {
          Group item = Objects.requireNonNull(items.get(click.getString("item_id", 0)));
          views++;
          dwell += click.getLong("dwell_ms", 0);
          price += Math.log(click.getDouble("price", 0));
          tier += item.getFieldRepetitionCount("tier") == 0 ? 0 : 1;
          leaves.add(item.getString("category", 0));
        }
        case "search" -> searches++;
        case "add_to_cart" -> units = Math.max(units, click.getDouble("quantity", 0));
        default -> {}
      }
    }
    double millis = clicks.get(0).getLong("occurred_at", 0) / (double) MICROS_A_MILLI;
    double seen = Math.max(1, views);
    return new double[] {
      millis / MILLIS_AN_HOUR % 24,
      views,
      searches / seen,
      dwell / seen,
      price / seen,
      units,
      leaves.size() / seen,
      tier / seen,
      gift ? 1 : 0
    };
  }
}
