package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.behaviour.BehaviourReport.Purchases;
import io.basketwise.behaviour.BehaviourReport.Timing;
import io.basketwise.behaviour.OffPolicy.Log;
import io.basketwise.behaviour.learn.Family;
import io.basketwise.models.artifact.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BehaviourReportTest {
  /** A holdout of one session that did not buy, and a policy that never does what was logged. */
  @Test
  void whatCannotBeToldIsLeftOutOfTheManifest() {
    double[] zero = {0};
    Log log = new Log(new int[1], zero, zero, zero, zero);
    Purchases purchases =
        new Purchases(
            Family.BOOSTED_TREES,
            Map.of(Family.BOOSTED_TREES, Double.NaN),
            1,
            Double.NaN,
            0.5,
            Double.NaN,
            List.of(),
            List.of());
    Timing timing =
        new Timing(
            Timing.UNTRAINED,
            Optional.of("nobody came"),
            0,
            1,
            Map.of("never", OffPolicy.estimate(log)),
            Optional.empty());
    Map<String, Object> json =
        new BehaviourReport(
                0,
                List.of(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(purchases),
                timing,
                List.of())
            .json();
    assertThat(Json.write(json))
        .contains("\"average_precision\":0.5", "\"snips\":{}", "\"log_loss\":{}")
        .contains("\"reason\":\"nobody came\",\"state\":\"untrained\"")
        .doesNotContain("auc", "NaN");
  }
}
