package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.basketwise.behaviour.BehaviourReport.FunctionReport;
import io.basketwise.behaviour.LabellingFunctions.Function;
import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.failure.Refusal;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Lets the labelling functions vote on whole sessions and weighs their votes. */
final class WeakLabels {
  private static final Pattern QUANTILE = Pattern.compile("\\b([a-z_]+)_q([0-9]{2})\\b");
  private static final String VOTES = "votes";
  private static final int INTENTS = Intent.values().length;

  /**
   * Functions look at the same few facts and err together, which a label model that counts them as
   * independent does not know. Votes alone cannot tell how much: these shares of a session that
   * count for all intents alike, while the model learns and in what it tells, were chosen on two
   * simulated shops.
   */
  private static final double DOUBT_LEARNING = 0.2;

  private static final double DOUBT_TOLD = 0.1;

  private WeakLabels() {}

  /**
   * What was found.
   *
   * @param probabilities of each intent, by session
   * @param functions how the functions fared
   */
  record Result(Map<String, double[]> probabilities, List<FunctionReport> functions) {}

  /** Labels the sessions of rows. */
  static Result of(Dataset<Row> rows, List<Function> functions) {
    Dataset<Row> sessions = columns(rows.filter(col(SessionRow.KIND).equalTo(Kind.WHOLE.name())));
    List<Row> voted = voted(withQuantiles(sessions, functions), functions).collectAsList();
    Map<Long, Long> counted = new TreeMap<>();
    voted.forEach(row -> counted.merge(row.getLong(1), 1L, Long::sum));
    long[] patterns = counted.keySet().stream().mapToLong(Long::longValue).toArray();
    long[] counts = counted.values().stream().mapToLong(Long::longValue).toArray();
    int[] own =
        functions.stream()
            .mapToInt(function -> List.of(Intent.values()).indexOf(function.intent()))
            .toArray();
    LabelModel model = LabelModel.fit(INTENTS, own, patterns, counts, DOUBT_LEARNING);
    Map<Long, double[]> posteriors = new HashMap<>();
    counted
        .keySet()
        .forEach(
            pattern ->
                posteriors.put(pattern, LabelModel.smoothed(model.posterior(pattern), DOUBT_TOLD)));
    Map<String, double[]> bySession = new HashMap<>();
    voted.forEach(row -> bySession.put(row.getString(0), posteriors.get(row.getLong(1))));
    // Doubt is for what is learned from the labels: told with it, no function could be right often.
    double[] accuracies =
        IntStream.range(0, own.length)
            .mapToDouble(function -> model.accuracy(function, patterns, counts))
            .toArray();
    return new Result(bySession, reports(functions, own, counted, accuracies));
  }

  private static final List<String> FACTS =
      List.of(
          SessionRow.SESSION,
          SessionRow.PURCHASED,
          SessionRow.GIFT,
          SessionRow.MAX_UNITS,
          SessionRow.UNITS_RATIO,
          SessionRow.UPGRADED,
          SessionRow.MARGIN);

  /** Every feature as a column of its own; missing ones, and an unknown margin, are null. */
  private static Dataset<Row> columns(Dataset<Row> sessions) {
    StructType schema = new StructType();
    for (String fact : FACTS) {
      schema = schema.add(SessionRow.SCHEMA.apply(fact));
    }
    for (SessionFeature feature : SessionFeature.values()) {
      schema = schema.add(feature.key(), DataTypes.DoubleType);
    }
    return sessions.map((MapFunction<Row, Row>) WeakLabels::spread, Encoders.row(schema));
  }

  private static Row spread(Row session) {
    Object[] values = new Object[FACTS.size() + SessionFeature.count()];
    for (int fact = 0; fact < FACTS.size(); fact++) {
      Object value = session.getAs(FACTS.get(fact));
      values[fact] = value instanceof Double number && number.isNaN() ? null : value;
    }
    double[] features = new double[SessionFeature.count()];
    SessionRow.unpack(session, features, 0);
    for (int column = 0; column < features.length; column++) {
      if (!Double.isNaN(features[column])) {
        values[FACTS.size() + column] = features[column];
      }
    }
    return RowFactory.create(values);
  }

  /** Adds the quantiles that conditions name, exact ones: a sketch depends on partitions. */
  private static Dataset<Row> withQuantiles(Dataset<Row> sessions, List<Function> functions) {
    Map<String, String> named = new TreeMap<>();
    Set<String> known = new TreeSet<>(List.of(sessions.columns()));
    for (Function function : functions) {
      Matcher matcher = QUANTILE.matcher(function.condition());
      while (matcher.find()) {
        if (known.contains(matcher.group(1))) {
          named.put(
              matcher.group(), "percentile(" + matcher.group(1) + ", 0." + matcher.group(2) + ")");
        }
      }
    }
    if (named.isEmpty()) {
      return sessions;
    }
    List<Column> quantiles = new ArrayList<>();
    named.forEach((name, sql) -> quantiles.add(expr(sql).as(name)));
    Row values =
        sessions
            .agg(quantiles.get(0), quantiles.subList(1, quantiles.size()).toArray(Column[]::new))
            .first();
    Dataset<Row> with = sessions;
    for (String name : named.keySet()) {
      with = with.withColumn(name, lit(values.getAs(name)));
    }
    return with;
  }

  private static Dataset<Row> voted(Dataset<Row> sessions, List<Function> functions) {
    Column votes = lit(0L);
    for (int j = 0; j < functions.size(); j++) {
      Function function = functions.get(j);
      check(sessions, function);
      votes =
          votes.plus(
              when(coalesce(expr(function.condition()), lit(false)), lit(1L << j)).otherwise(0L));
    }
    return sessions.select(col(SessionRow.SESSION), votes.as(VOTES));
  }

  private static void check(Dataset<Row> sessions, Function function) {
    try {
      sessions.filter(expr(function.condition())).schema();
    } catch (Exception e) {
      if (e instanceof AnalysisException || e instanceof IllegalArgumentException) {
        throw Refusal.configuration(
            "'behaviour.labelling."
                + function.intent().key()
                + "."
                + function.name()
                + "' is '"
                + function.condition()
                + "'",
            String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
            "write a condition over session features and what was ordered");
      }
      throw e;
    }
  }

  private static List<FunctionReport> reports(
      List<Function> functions, int[] own, Map<Long, Long> counted, double[] accuracies) {
    double total = counted.values().stream().mapToLong(Long::longValue).sum();
    List<FunctionReport> reports = new ArrayList<>();
    for (int j = 0; j < own.length; j++) {
      double covered = 0;
      double overlapping = 0;
      double conflicting = 0;
      for (Map.Entry<Long, Long> each : counted.entrySet()) {
        long pattern = each.getKey();
        if (((pattern >>> j) & 1) == 1) {
          long others = pattern & ~(1L << j);
          covered += each.getValue();
          overlapping += others != 0 ? each.getValue() : 0;
          conflicting += (others & ~sameIntent(own, j)) != 0 ? each.getValue() : 0;
        }
      }
      reports.add(
          new FunctionReport(
              functions.get(j).intent(),
              functions.get(j).name(),
              covered / total,
              overlapping / total,
              conflicting / total,
              accuracies[j]));
    }
    return List.copyOf(reports);
  }

  private static long sameIntent(int[] own, int j) {
    long mask = 0;
    for (int other = 0; other < own.length; other++) {
      mask |= own[other] == own[j] ? 1L << other : 0;
    }
    return mask;
  }
}
