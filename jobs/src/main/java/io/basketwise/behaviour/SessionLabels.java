package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.col;

import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.LabelColumns;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.decision.Intent;
import io.basketwise.prepare.LakeView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The intents of sessions: those that were given, else what the labelling functions make of them.
 *
 * @param bySession the probability of each intent
 * @param source where they come from
 * @param functions how the labelling functions fared
 * @param agreement share of the given labels whose session the functions think likeliest alike
 */
record SessionLabels(
    Map<String, double[]> bySession,
    String source,
    List<BehaviourReport.FunctionReport> functions,
    OptionalDouble agreement) {
  static SessionLabels of(Dataset<Row> rows, LakeView lake, ShopConfig config) {
    Optional<Dataset<Row>> labels =
        config.inputs().containsKey(Table.LABELS) ? Optional.of(lake.labels()) : Optional.empty();
    return of(rows, labels, LabellingFunctions.of(config.behaviour().labelling()));
  }

  /** Of rows as {@link SessionRow} describes them, and labels where there are some. */
  static SessionLabels of(
      Dataset<Row> rows,
      Optional<Dataset<Row>> labels,
      List<LabellingFunctions.Function> functions) {
    WeakLabels.Result weak = WeakLabels.of(rows, functions);
    return labels
        .map(given -> given(rows, given, weak))
        .orElseGet(
            () ->
                new SessionLabels(
                    weak.probabilities(), "weak labels", weak.functions(), OptionalDouble.empty()));
  }

  private static SessionLabels given(
      Dataset<Row> rows, Dataset<Row> labels, WeakLabels.Result weak) {
    List<Row> known =
        labels
            .join(
                rows.filter(col(SessionRow.KIND).equalTo(Kind.WHOLE.name()))
                    .select(SessionRow.SESSION),
                LabelColumns.SESSION_ID)
            .select(LabelColumns.SESSION_ID, LabelColumns.INTENT)
            .collectAsList();
    List<Intent> intents = List.of(Intent.values());
    Map<String, double[]> given = new HashMap<>();
    int agreed = 0;
    for (Row row : known) {
      int intent = intents.indexOf(Intent.of(row.getString(1)).orElseThrow());
      double[] shares = new double[intents.size()];
      shares[intent] = 1;
      given.put(row.getString(0), shares);
      double[] guess = weak.probabilities().get(row.getString(0));
      agreed += guess != null && Classifier.likeliest(guess) == intent ? 1 : 0;
    }
    return new SessionLabels(
        given,
        "the labels given",
        weak.functions(),
        known.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) agreed / known.size()));
  }
}
