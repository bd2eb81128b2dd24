package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.InputTable;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Batch;
import io.basketwise.intake.Ledger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Keeps every row that broke a rule, with the rule, the raw values, and whose it is as far as the
 * column mapping tells, so that a person's rows can be found.
 */
public final class WriteQuarantine {
  /** JSON of the source's columns that the mapping reads. */
  public static final String RAW = "raw";

  private static final List<String> KNOWN_BY =
      List.of(
          ClickColumns.CUSTOMER_ID,
          ClickColumns.VISITOR_ID,
          ClickColumns.SESSION_ID,
          OrderColumns.ORDER_ID);

  private static final String TABLE = "table";
  private static final String BATCH = "batch";
  private static final String BROKEN_RULE = "rule";

  private final Lake lake;

  /** The batches of every table that has rows here; unknown until they are asked for. */
  private Optional<Map<String, Held>> held = Optional.empty();

  private record Held(long oldest, long latest) {
    static final Held NONE = new Held(Long.MAX_VALUE, -1);

    Held and(long batch) {
      return new Held(Math.min(oldest, batch), batch);
    }
  }

  /** Writes into a lake; nobody else may while this is in use. */
  public WriteQuarantine(Lake lake) {
    this.lake = lake;
  }

  /** Keeps a batch's broken rows; a batch that is brought in again leaves them once. */
  public void run(Table table, Batch batch) {
    Held before = held(table);
    boolean again = before.latest() >= batch.number();
    String condition = batches(table, ">=", batch);
    if (batch.counts().quarantined() > 0) {
      if (again) {
        lake.replaceWhere(Lake.QUARANTINE, broken(table, batch), condition);
      } else {
        lake.add(Lake.QUARANTINE, broken(table, batch));
      }
      all().put(table.key(), before.and(batch.number()));
    } else if (again) {
      lake.removeWhere(Lake.QUARANTINE, condition);
      held = Optional.empty();
    }
  }

  /** A batch has passed all checks: where it replaces the table, older broken rows are gone too. */
  public void accepted(Table table, Batch batch) {
    if (batch.whole() && held(table).oldest() < batch.number()) {
      lake.removeWhere(Lake.QUARANTINE, batches(table, "<", batch));
      held = Optional.empty();
    }
  }

  /** The rules that the rows of a batch broke, the most frequent first. */
  public List<BrokenRule> rules(Table table, Batch batch) {
    return rules(lake, batches(table, "=", batch));
  }

  /** The rules that the rows of a lake's batches broke, table by table, the most frequent first. */
  public static List<BrokenRule> rules(Lake lake, Map<Table, Ledger> ledgers) {
    String condition =
        ledgers.entrySet().stream()
            .filter(entry -> entry.getValue().counts().quarantined() > 0)
            .map(entry -> batches(entry.getKey(), "<=", entry.getValue().batch()))
            .collect(Collectors.joining(" or "));
    return condition.isEmpty() ? List.of() : rules(lake, condition);
  }

  private static List<BrokenRule> rules(Lake lake, String condition) {
    return !lake.exists(Lake.QUARANTINE)
        ? List.of()
        : lake
            .read(Lake.QUARANTINE)
            .where(condition)
            .groupBy(TABLE, BROKEN_RULE)
            .count()
            .collectAsList()
            .stream()
            .map(row -> new BrokenRule(table(row.getString(0)), row.getString(1), row.getLong(2)))
            .sorted(
                Comparator.comparing(BrokenRule::table)
                    .thenComparing(Comparator.comparingLong(BrokenRule::rows).reversed())
                    .thenComparing(BrokenRule::rule))
            .toList();
  }

  private static Table table(String key) {
    return Stream.of(Table.values())
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static String batches(Table table, String relation, Batch batch) {
    return batches(table, relation, batch.number());
  }

  private static String batches(Table table, String relation, long batch) {
    return String.format(
        Locale.ROOT, "`%s` = '%s' and `%s` %s %d", TABLE, table.key(), BATCH, relation, batch);
  }

  private Held held(Table table) {
    return all().getOrDefault(table.key(), Held.NONE);
  }

  /** Looked up first: a condition that no row satisfies costs Delta as much as one that some do. */
  private Map<String, Held> all() {
    if (held.isEmpty()) {
      Map<String, Held> found = new HashMap<>();
      if (lake.exists(Lake.QUARANTINE)) {
        lake.read(Lake.QUARANTINE)
            .groupBy(TABLE)
            .agg(min(BATCH), max(BATCH))
            .collectAsList()
            .forEach(row -> found.put(row.getString(0), new Held(row.getLong(1), row.getLong(2))));
      }
      held = Optional.of(found);
    }
    return held.get();
  }

  private static Dataset<Row> broken(Table table, Batch batch) {
    return batch
        .rows()
        .filter(not(col(InputTable.FILTERED)).and(col(InputTable.RULE).isNotNull()))
        .select(
            whose(
                batch.rows(),
                lit(table.key()).as(TABLE),
                lit(batch.number()).as(BATCH),
                col(InputTable.RULE).as(BROKEN_RULE),
                col(InputTable.RAW).as(RAW)));
  }

  /** The raw values of broken rows and whose they are, null where nothing tells. */
  public static Dataset<Row> told(Dataset<Row> quarantine) {
    return quarantine.select(whose(quarantine, col(RAW)));
  }

  private static Column[] whose(Dataset<Row> rows, Column... more) {
    return Stream.concat(Stream.of(more), KNOWN_BY.stream().map(column -> known(rows, column)))
        .toArray(Column[]::new);
  }

  private static Column known(Dataset<Row> rows, String column) {
    boolean there = List.of(rows.columns()).contains(column);
    return (there ? col(column) : lit(null).cast(DataTypes.StringType)).as(column);
  }
}
