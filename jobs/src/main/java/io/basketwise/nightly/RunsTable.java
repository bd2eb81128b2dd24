package io.basketwise.nightly;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.failure.ExitCode;
import io.basketwise.failure.Refusal;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.RowAccount;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.Verdict;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The lake's history of runs: one row a run, with the whole record as JSON in the last column. */
final class RunsTable {
  private static final String NDCG_6 = "NDCG@6";
  private static final String RUN_ID = "run_id";
  private static final String AS_OF = "as_of";
  private static final String ENDED_AT = "ended_at";
  private static final String OUTCOME = "outcome";
  private static final String EXIT_CODE = "exit_code";
  private static final String RECORD = "record";
  private static final Set<Outcome> WHOLE =
      EnumSet.of(Outcome.PUBLISHED, Outcome.ADDED, Outcome.REFUSED);

  private static final StructType SCHEMA =
      new StructType()
          .add(RUN_ID, DataTypes.StringType)
          .add("shop", DataTypes.StringType)
          .add(AS_OF, DataTypes.DateType)
          .add("started_at", DataTypes.TimestampType)
          .add(ENDED_AT, DataTypes.TimestampType)
          .add(OUTCOME, DataTypes.StringType)
          .add(EXIT_CODE, DataTypes.IntegerType)
          .add("problem", DataTypes.StringType)
          .add("version", DataTypes.StringType)
          .add("rows", DataTypes.LongType)
          .add("baskets", DataTypes.LongType)
          .add("items", DataTypes.LongType)
          .add("hit_rate_6", DataTypes.DoubleType)
          .add("ndcg_6", DataTypes.DoubleType)
          .add("popularity_hit_rate_6", DataTypes.DoubleType)
          .add("gates", DataTypes.createMapType(DataTypes.StringType, DataTypes.BooleanType))
          .add(RECORD, DataTypes.StringType);

  /** Runs between two looks for files of the lake that nobody needs any more. */
  private static final int RUNS_A_SWEEP = 32;

  private final SparkSession spark;
  private final Lake lake;
  private boolean sweepDue;

  RunsTable(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** Adds a run, unless it has its row already. */
  void add(RunRecord record) {
    long before = lake.version(Lake.RUNS);
    lake.appendOnce(
        Lake.RUNS, spark.createDataFrame(List.of(row(record)), SCHEMA), record.run().id());
    sweepDue |= before / RUNS_A_SWEEP < lake.version(Lake.RUNS) / RUNS_A_SWEEP;
  }

  /** Has the lake tidied every so many runs: every night writes files anew. */
  void sweep() {
    if (sweepDue) {
      sweepDue = false;
      lake.tidy();
    }
  }

  /** Whether a run has its row. */
  boolean has(String runId) {
    return lake.has(Lake.RUNS, runId);
  }

  /** The last run as of a date that published, or was refused by a gate. */
  Optional<RunRecord> whole(LocalDate asOf) {
    if (!lake.exists(Lake.RUNS)) {
      return Optional.empty();
    }
    Object[] whole = WHOLE.stream().map(RunsTable::word).toArray();
    return lake
        .read(Lake.RUNS)
        .filter(col(AS_OF).equalTo(lit(asOf)).and(col(OUTCOME).isin(whole)))
        .orderBy(col(ENDED_AT).desc(), col(RUN_ID))
        .limit(1)
        .select(col(RECORD))
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .findFirst()
        .flatMap(this::readable);
  }

  /** Whether a night ended well; one that was to measure alone is none. */
  static boolean isSuccess(RunRecord record) {
    return record.good() && record.result().outcome() != Outcome.MEASURED;
  }

  /** When a night last ended well, whether it found something to do or not. */
  Optional<Instant> lastGood() {
    if (!lake.exists(Lake.RUNS)) {
      return Optional.empty();
    }
    return Optional.ofNullable(
            lake.read(Lake.RUNS)
                .filter(
                    col(EXIT_CODE)
                        .equalTo(ExitCode.DONE)
                        .and(col(OUTCOME).notEqual(word(Outcome.MEASURED))))
                .agg(max(col(ENDED_AT)))
                .head()
                .getTimestamp(0))
        .map(Timestamp::toInstant);
  }

  /** A build that reads no record of another learns again. */
  private Optional<RunRecord> readable(String json) {
    try {
      return Optional.of(RunRecord.parse("in " + lake.path(Lake.RUNS), json));
    } catch (Refusal unreadable) {
      return Optional.empty();
    }
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static Row row(RunRecord record) {
    return RowFactory.create(
        record.run().id(),
        record.run().shop(),
        record.run().asOf().map(Date::valueOf).orElse(null),
        Timestamp.from(record.run().startedAt()),
        Timestamp.from(record.result().endedAt()),
        word(record.result().outcome()),
        record.result().exitCode(),
        record.result().failure().map(failure -> failure.problem()).orElse(null),
        record.version().orElse(null),
        record.data().rows().stream().mapToLong(RowAccount::read).sum(),
        record.data().baskets(),
        record.data().items(),
        metric(record, Evaluate.BLEND, Evaluate.HIT_RATE_6),
        metric(record, Evaluate.BLEND, NDCG_6),
        metric(record, Evaluate.POPULARITY, Evaluate.HIT_RATE_6),
        gates(record.gates()),
        record.json());
  }

  private static @Nullable Double metric(RunRecord record, String method, String metric) {
    return record
        .learned()
        .figures()
        .map(figures -> figures.of(method, metric))
        .map(Interval::value)
        .orElse(null);
  }

  private static Map<String, Boolean> gates(List<Verdict> gates) {
    return gates.stream()
        .collect(Collectors.toMap(Verdict::gate, Verdict::passed, Boolean::logicalAnd));
  }
}
