package io.basketwise.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlendFiguresTest {
  private static final BlendFigures BLEND = new BlendFigures(Map.of(), 300, 120);

  private static Map<String, Interval> hits(double value) {
    return Map.of(Evaluate.HIT_RATE_6, new Interval(value, value, value));
  }

  private static Evaluate.Figures figures(double als, double linear) {
    return new Evaluate.Figures(
        100,
        300,
        Map.of(
            "blend", hits(0.2098),
            "als", hits(als),
            "linear", hits(linear),
            "personal", hits(0.9)));
  }

  @Test
  void aPartThatRanksBetterThanTheBlendIsNamed() {
    assertThat(BLEND.beatenBy(figures(0.2193, 0.2193)))
        .hasValue(
            "als alone has an HR@6 of 0.2193, the blend of 0.2098: its weights were fitted on 120"
                + " hidden items that were among the candidates, which are few");
    assertThat(BLEND.beatenBy(figures(0.2098, 0.1))).isEmpty();
  }
}
