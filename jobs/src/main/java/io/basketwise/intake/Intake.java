package io.basketwise.intake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.basketwise.config.InputConfig;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.InputTable;
import io.basketwise.models.artifact.Json;
import io.basketwise.storage.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds what is new in the inputs and stages it for the lake's tables. */
public final class Intake {
  /** Raised when the lake's tables change their meaning: all inputs are then read again. */
  private static final int LAKE_FORMAT = 2;

  private static final String READ = "read";
  private static final String FILTERED = "filtered";
  private static final String BROKEN = "broken";

  private final SparkSession spark;
  private final ShopConfig config;
  private final Ledgers ledgers;
  private final Path staging;
  private final Instant now;
  private final List<String> notes = new ArrayList<>();

  /**
   * The intake of a shop's lake.
   *
   * @param staging a folder of the run's own
   * @param now rows after this instant do not count as newest: their clock is wrong
   */
  public Intake(SparkSession spark, ShopConfig config, Path lake, Path staging, Instant now) {
    this.spark = spark;
    this.config = config;
    this.ledgers = new Ledgers(lake, spark.sessionState().newHadoopConf());
    this.staging = staging;
    this.now = now;
  }

  /** The ledger of the batch that a table of the lake holds; empty where there is none. */
  public Optional<Ledger> ledger(Table table, long batch) {
    return batch == 0 ? Optional.empty() : ledgers.read(table, batch);
  }

  /**
   * What is new in an input; empty where nothing is.
   *
   * @param held the batch that the lake's table holds, 0 for none
   * @param number of the next batch
   */
  public Optional<Batch> next(InputTable input, long held, long number) {
    Optional<Ledger> known = ledger(input.table(), held);
    InputConfig source = Objects.requireNonNull(config.inputs().get(input.table()));
    String mapping = mapping(source);
    Arrivals arrivals = Arrivals.of(known, input, mapping, source, config.quality().goneFiles());
    notes.add(input.table().key() + ": " + arrivals.why());
    if (arrivals.nothing()) {
      return Optional.empty();
    }
    Observation counts = new Observation(input.table().key());
    Dataset<Row> rows = stage(input, arrivals, counts);
    Observed observed = Observed.of(counts);
    Ledger.Counts fresh =
        new Ledger.Counts(observed.count(READ), observed.count(FILTERED), observed.count(BROKEN));
    RowFacts facts = RowFacts.of(input.table(), observed);
    Optional<Ledger> before = arrivals.whole() ? Optional.empty() : known;
    Ledger.Counts all = before.map(Ledger::counts).orElse(Ledger.Counts.NONE).plus(fresh);
    Optional<Instant> newest =
        Stream.concat(facts.newest().stream(), before.flatMap(Ledger::newest).stream())
            .max(Instant::compareTo);
    // A day is judged once rows come after it: a batch without any leaves the unfinished day.
    Optional<Instant> takenAt =
        fresh.good() > 0 ? Optional.of(now) : before.flatMap(Ledger::takenAt);
    List<Ledger.Arrival> arrived = new ArrayList<>(before.map(Ledger::arrivals).orElse(List.of()));
    // Rows without a time may belong to any, and so may those that replace all.
    Instant earliest = arrivals.whole() ? Instant.EPOCH : facts.oldest().orElse(Instant.EPOCH);
    arrived.add(new Ledger.Arrival(number, earliest));
    return Optional.of(
        new Batch(
            rows,
            fresh,
            facts,
            arrivals.whole(),
            known,
            new Ledger(
                number,
                mapping,
                arrivals.sources(),
                input.version(),
                all,
                newest,
                arrived,
                takenAt)));
  }

  /** Removes what this run or a killed one has staged. */
  public void sweep() {
    try {
      staging.getFileSystem(spark.sessionState().newHadoopConf()).delete(staging, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot empty " + staging, e);
    }
  }

  /** Who was erased. */
  public Erased erased() {
    return ledgers.erased().orElseGet(() -> Erased.nobody(Mark.next()));
  }

  /** Replaces the list of who was erased. */
  public void record(Erased erased) {
    ledgers.write(erased);
  }

  /** Makes another lake leave out the same people. */
  public static void handOnErased(Path lake, Path other, Configuration hadoop) {
    new Ledgers(lake, hadoop).erased().ifPresent(new Ledgers(other, hadoop)::write);
  }

  /** Keeps the ledger of a batch, before the batch is committed. */
  public void record(Table table, Ledger after) {
    ledgers.write(table, after);
  }

  /** Forgets the ledgers of a table before the one that it holds. */
  public void tidy(Table table, long held) {
    ledgers.keepOnly(table, held);
  }

  /** What was read, and why. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private Dataset<Row> stage(InputTable input, Arrivals arrivals, Observation counts) {
    Column dropped = col(InputTable.FILTERED);
    Column broken = not(dropped).and(col(InputTable.RULE).isNotNull());
    Column good = not(dropped).and(col(InputTable.RULE).isNull());
    String folder = new Path(staging, input.table().key()).toString();
    Dataset<Row> rows = withoutErased(input.table(), input.rows(arrivals.fresh()));
    List<Column> asked = RowFacts.asked(input.table(), good, now);
    asked.add(count_if(dropped).as(FILTERED));
    asked.add(count_if(broken).as(BROKEN));
    rows.observe(counts, count(lit(1)).as(READ), asked.toArray(Column[]::new))
        .write()
        .parquet(folder);
    return spark.read().schema(rows.schema()).parquet(folder);
  }

  private Dataset<Row> withoutErased(Table table, Dataset<Row> rows) {
    Column erased = erased().has(table);
    return rows.withColumn(InputTable.FILTERED, col(InputTable.FILTERED).or(erased))
        .withColumn(InputTable.RULE, when(not(col(InputTable.FILTERED)), col(InputTable.RULE)))
        .withColumn(InputTable.RAW, when(not(col(InputTable.FILTERED)), col(InputTable.RAW)));
  }

  /** What decides how a source's row becomes a row of the lake. */
  private String mapping(InputConfig source) {
    Map<String, Object> how = new TreeMap<>();
    how.put("lake", (long) LAKE_FORMAT);
    how.put("columns", new TreeMap<>(source.columns()));
    how.put("where", source.where().orElse(""));
    how.put("consent", source.consent().orElse(""));
    how.put("format", source.format().name());
    how.put("session_gap_minutes", (long) config.window().sessionGapMinutes());
    return Json.write(how);
  }
}
