package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.behaviour.LabellingFunctions.Function;
import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions whose intents functions tell by the units that were ordered: in turn, from s0 on. */
class SessionLabelsTest {
  private static final int SESSIONS = 50;
  private static final int INTENTS = Intent.values().length;

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[2]");

  private static Row session(int number, Kind kind) {
    double[] features = new double[SessionFeature.count()];
    return LabelledSession.row("s" + number, kind, features, true, false, number % INTENTS);
  }

  private static Dataset<Row> sessions() {
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < SESSIONS; number++) {
      rows.add(session(number, Kind.PREFIX));
      rows.add(session(number, Kind.WHOLE));
    }
    return SPARK.session().createDataFrame(rows, SessionRow.SCHEMA);
  }

  /** Three of one mind for each intent. */
  private static List<Function> functions() {
    List<Function> functions = new ArrayList<>();
    for (Intent intent : Intent.values()) {
      for (String name : List.of("first", "second", "third")) {
        functions.add(new Function(intent, name, "max_units = " + functions.size() / 3));
      }
    }
    return functions;
  }

  private static Dataset<Row> labels(String rows) {
    return SPARK.session().sql("select * from values " + rows + " as labels(session_id, intent)");
  }

  @Test
  void whatIsGivenTakesOverAndIsComparedWithWhatFunctionsSay() {
    Dataset<Row> labels =
        labels(
            "('s0', 'problem_solver'), ('s1', 'upgrader'), ('s2', 'explorer'),"
                + " ('s8', 'gift_shopper'), ('of another year', 'explorer')");
    SessionLabels found = SessionLabels.of(sessions(), Optional.of(labels), functions());
    assertThat(found.source()).isEqualTo("the labels given");
    assertThat(found.bySession()).containsOnlyKeys("s0", "s1", "s2", "s8");
    assertThat(found.bySession().get("s2")).containsExactly(0, 0, 0, 0, 1);
    assertThat(found.bySession().get("s8")).containsExactly(0, 0, 0, 1, 0);
    assertThat(found.agreement()).as("s2 orders like a bulk buyer").hasValue(0.75);
    assertThat(found.functions()).as("are told of all the same").hasSize(15);
  }

  @Test
  void withoutLabelsTheFunctionsDecideAndThereIsNothingToCompare() {
    SessionLabels found = SessionLabels.of(sessions(), Optional.empty(), functions());
    assertThat(found.source()).isEqualTo("weak labels");
    assertThat(found.bySession()).hasSize(SESSIONS);
    double[] shares = found.bySession().getOrDefault("s2", new double[INTENTS]);
    assertThat(List.of(Intent.values()).get(Classifier.likeliest(shares)))
        .isEqualTo(Intent.BULK_BUYER);
    assertThat(found.agreement()).isEmpty();
  }

  @Test
  void labelsOfOtherSessionsAloneHaveNoAgreement() {
    Optional<Dataset<Row>> others = Optional.of(labels("('of another year', 'explorer')"));
    SessionLabels found = SessionLabels.of(sessions(), others, functions());
    assertThat(found.bySession()).isEmpty();
    assertThat(found.agreement()).isEmpty();
  }
}
