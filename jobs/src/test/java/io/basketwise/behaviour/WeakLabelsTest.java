package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.LocalSpark;
import io.basketwise.behaviour.BehaviourReport.FunctionReport;
import io.basketwise.behaviour.LabellingFunctions.Function;
import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.failure.Refusal;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Votes of labelling functions over whole sessions, by conditions in SQL. */
class WeakLabelsTest {
  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  /** A session with so many views and, where known, that share of gifts. */
  private static Row session(String id, Kind kind, double views, double giftShare, boolean gift) {
    double[] features = new double[SessionFeature.count()];
    Arrays.fill(features, Double.NaN);
    features[SessionFeature.VIEWS.column()] = views;
    features[SessionFeature.GIFT_SHARE.column()] = giftShare;
    return LabelledSession.row(id, kind, features, gift, gift, 1);
  }

  /** Eight sessions of 1 to 8 views; the first four know no share of gifts. */
  private static Dataset<Row> sessions() {
    List<Row> rows = new ArrayList<>();
    for (int views = 1; views <= 8; views++) {
      double giftShare = views <= 4 ? Double.NaN : views / 10.0;
      rows.add(session("s" + views, Kind.WHOLE, views, giftShare, views % 2 == 0));
      rows.add(session("s" + views, Kind.PREFIX, 100, 1, true));
    }
    return SPARK.session().createDataFrame(rows, SessionRow.SCHEMA);
  }

  private static FunctionReport report(WeakLabels.Result result, String name) {
    return result.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void coverageOverlapAndConflictAreSharesOfWholeSessions() {
    List<Function> functions =
        List.of(
            new Function(Intent.EXPLORER, "looks", "views >= 5"),
            new Function(Intent.EXPLORER, "looksOn", "views >= 7"),
            new Function(Intent.GIFT_SHOPPER, "gives", "gift"),
            new Function(Intent.GIFT_SHOPPER, "shares", "gift_share > 0"));
    WeakLabels.Result result = WeakLabels.of(sessions(), functions);
    assertThat(result.probabilities()).hasSize(8);
    assertThat(report(result, "looks"))
        .returns(0.5, FunctionReport::coverage)
        .returns(0.5, FunctionReport::overlap)
        .returns(0.5, FunctionReport::conflict);
    assertThat(report(result, "looksOn")).returns(0.25, FunctionReport::coverage);
    assertThat(report(result, "gives"))
        .returns(0.5, FunctionReport::coverage)
        .returns(0.25, FunctionReport::overlap)
        .returns(0.25, FunctionReport::conflict);
    assertThat(report(result, "shares"))
        .as("abstains where the share is missing")
        .returns(0.5, FunctionReport::coverage);
    result
        .probabilities()
        .forEach((id, shares) -> assertThat(Arrays.stream(shares).sum()).isBetween(0.999, 1.001));
    assertThat(result.probabilities().get("s1"))
        .as("nobody votes for it")
        .isEqualTo(result.probabilities().get("s3"));
  }

  @Test
  void quantilesAreThoseOfTheWholeSessions() {
    List<Function> functions =
        List.of(
            new Function(Intent.EXPLORER, "most", "views >= views_q75"),
            new Function(Intent.UPGRADER, "least", "views <= views_q25"));
    WeakLabels.Result result = WeakLabels.of(sessions(), functions);
    // The quartiles of 1 to 8 are 2.75 and 6.25.
    assertThat(report(result, "most")).returns(0.25, FunctionReport::coverage);
    assertThat(report(result, "least")).returns(0.25, FunctionReport::coverage);
    assertThat(explorer(result, "s8")).isGreaterThan(explorer(result, "s4"));
  }

  @Test
  void aFunctionThatAllOthersBearOutIsHeldToBeRight() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(session("s" + i, Kind.WHOLE, i % 5, Double.NaN, false));
    }
    List<Function> functions = new ArrayList<>();
    for (Intent intent : Intent.values()) {
      for (String name : List.of("first", "second", "third")) {
        functions.add(new Function(intent, name, "views = " + functions.size() / 3));
      }
    }
    WeakLabels.Result result =
        WeakLabels.of(SPARK.session().createDataFrame(rows, SessionRow.SCHEMA), functions);
    assertThat(result.functions())
        .hasSize(15)
        .allSatisfy(function -> assertThat(function.accuracy()).isBetween(0.98, 1.0));
    assertThat(result.probabilities().values())
        .as("models that learn from the labels are told with doubt")
        .allSatisfy(
            shares -> assertThat(Arrays.stream(shares).max().orElseThrow()).isLessThan(0.93));
  }

  private static double explorer(WeakLabels.Result result, String session) {
    double[] shares = result.probabilities().getOrDefault(session, new double[0]);
    return shares[List.of(Intent.values()).indexOf(Intent.EXPLORER)];
  }

  @Test
  void aConditionOverWhatIsNotThereIsRefusedByItsKey() {
    List<Function> functions = List.of(new Function(Intent.EXPLORER, "typo", "vews >= 5"));
    assertThatThrownBy(() -> WeakLabels.of(sessions(), functions))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION);
              assertThat(refusal.problem()).contains("behaviour.labelling.explorer.typo");
            });
  }

  @Test
  void theShopsOwnFunctionsReplaceShippedOnesAndSwitchThemOff() {
    List<Function> functions =
        LabellingFunctions.of(
            Map.of("upgrader.evening", "false", "gift_shopper.says", "gift or gift_share = 1"));
    assertThat(functions).extracting(Function::name).contains("wide").doesNotContain("evening");
    assertThat(functions)
        .filteredOn(function -> function.name().equals("says"))
        .extracting(Function::condition)
        .containsExactly("gift or gift_share = 1");
  }

  @Test
  void moreFunctionsThanBitsAreRefused() {
    Map<String, String> many = new TreeMap<>();
    IntStream.range(0, 60).forEach(i -> many.put("explorer.f" + i, "views >= " + i));
    assertThatThrownBy(() -> LabellingFunctions.of(many))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("too many labelling functions");
  }
}
