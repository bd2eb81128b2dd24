package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricLinesTest {
  @Test
  void methodsAreATableAndWhatIsNestedDeeperIsLeftToJson() {
    Map<String, Object> als = Map.of("HR@6", Map.of("value", 0.21929, "low", 0.2, "high", 0.3));
    Map<String, Object> blend =
        Map.of("HR@6", Map.of("value", 0.2098), "MRR@6", Map.of("value", 0.1));
    Map<String, Object> metrics =
        new TreeMap<>(
            Map.of(
                "baskets",
                12L,
                "methods",
                new TreeMap<>(Map.of("als", als, "blend", blend)),
                "blend",
                Map.of("weights", Map.of())));
    assertThat(MetricLines.of(metrics))
        .containsExactly(
            "metric    baskets 12",
            "metric    blend: --json prints it",
            "method            HR@6      MRR@6",
            "als             0.2193          -",
            "blend           0.2098     0.1000");
  }
}
