package io.basketwise.nightly;

import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.RowAccount;
import io.basketwise.report.RunRecord;
import io.basketwise.report.Verdict;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The lake's history of runs: one row a run, with the whole record as JSON in the last column. */
final class RunsTable {
  private static final String NDCG_6 = "NDCG@6";
  private static final StructType SCHEMA =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("shop", DataTypes.StringType)
          .add("as_of", DataTypes.DateType)
          .add("started_at", DataTypes.TimestampType)
          .add("ended_at", DataTypes.TimestampType)
          .add("outcome", DataTypes.StringType)
          .add("exit_code", DataTypes.IntegerType)
          .add("problem", DataTypes.StringType)
          .add("version", DataTypes.StringType)
          .add("rows", DataTypes.LongType)
          .add("baskets", DataTypes.LongType)
          .add("items", DataTypes.LongType)
          .add("hit_rate_6", DataTypes.DoubleType)
          .add("ndcg_6", DataTypes.DoubleType)
          .add("popularity_hit_rate_6", DataTypes.DoubleType)
          .add("gates", DataTypes.createMapType(DataTypes.StringType, DataTypes.BooleanType))
          .add("record", DataTypes.StringType);

  private final SparkSession spark;
  private final Lake lake;

  RunsTable(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /** Adds a run, unless it has its row already. */
  void add(RunRecord record) {
    lake.appendOnce(
        Lake.RUNS, spark.createDataFrame(List.of(row(record)), SCHEMA), record.run().id());
  }

  /** Whether a run has its row. */
  boolean has(String runId) {
    return lake.has(Lake.RUNS, runId);
  }

  private static Row row(RunRecord record) {
    return RowFactory.create(
        record.run().id(),
        record.run().shop(),
        record.run().asOf().map(Date::valueOf).orElse(null),
        Timestamp.from(record.run().startedAt()),
        Timestamp.from(record.result().endedAt()),
        record.result().outcome().name().toLowerCase(Locale.ROOT),
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
