package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.affinity.LearnAffinity;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Intent;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LearnBehaviourTest {
  private static final int MOMENTS = 1_000;

  @RegisterExtension private static final LocalSpark SPARK = new LocalSpark("local[1]");

  @TempDir private static Path folder;
  private static ShopConfig config;
  private static TimeWindow window;

  @BeforeAll
  static void configure() throws IOException {
    Path file = folder.resolve("basketwise.yaml");
    Files.writeString(
        file,
        """
        inputs: { orders: { path: orders } }
        lake: lake
        artifacts: artifacts
        reports: reports
        behaviour: { minSessions: 100 }
        """);
    config = ConfigLoader.load(file, Map.of());
    window = TimeWindow.of(config, LocalDate.parse("2026-03-01"));
  }

  private static LearnBehaviour learner() {
    SparkSession spark = SPARK.session();
    return new LearnBehaviour(
        config,
        new LakeView(new Lake(spark, Storage.path(config.lake())), window),
        window,
        Policy.of(Policy.defaults()),
        new ItemDictionary(List.of()),
        ItemFacts.of(
            spark.sql(
                "select 'tea' item_id, timestamp '2026-01-01' ordered_at, 'o' order_id, 9d unit_price"),
            Optional.empty()),
        new LearnAffinity.Timer() {
          @Override
          public <T> T time(String part, OptionalLong bytes, Supplier<T> work) {
            return work.get();
          }
        });
  }

  /** Sessions before the validation span and in it, with the intent that each is labelled with. */
  private static Material labelled(IntUnaryOperator intent) {
    Sample moments = new LoggedOffers(1, MOMENTS).draw();
    Map<String, double[]> labels = new HashMap<>();
    for (int row = 0; row < MOMENTS; row++) {
      double[] shares = new double[Intent.values().length];
      shares[intent.applyAsInt(row / 2)] = 1;
      labels.put(moments.sessions().get(row), shares);
    }
    int validation = Math.toIntExact(window.validationStart().toEpochDay());
    Arrays.fill(moments.days(), 0, MOMENTS / 2, validation - 1);
    Arrays.fill(moments.days(), MOMENTS / 2, MOMENTS, validation);
    SessionLabels all =
        new SessionLabels(labels, "the labels given", List.of(), OptionalDouble.empty());
    return new Material(moments, moments, moments, 0, all, List.of());
  }

  @Test
  void labelsOfOneClassLeaveTheIntentModelOutAndThatIsSaid() {
    List<String> notes = new ArrayList<>();
    try (LearnBehaviour learner = learner()) {
      assertThat(learner.intent(labelled(session -> session % 2), notes)).isPresent();
      assertThat(notes).isEmpty();
      assertThat(learner.intent(labelled(session -> 1), notes)).isEmpty();
    }
    assertThat(notes)
        .containsExactly("no intent model: every session to learn from is of one class");
  }
}
