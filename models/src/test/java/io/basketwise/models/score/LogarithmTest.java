package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogarithmTest {
  private static final long SEED = 31;

  @Test
  void isTheNaturalLogarithm() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 200_000; i++) {
      double x = StrictMath.exp(random.nextDouble(-40, 40));
      double expected = StrictMath.log(x);
      assertThat(Logarithm.of(x))
          .as("ln %s, seed %s", x, SEED)
          .isCloseTo(expected, within(1e-15 * Math.max(1, Math.abs(expected))));
    }
    assertThat(Logarithm.of(1)).isCloseTo(0, within(1e-15));
    assertThat(Logarithm.of(Double.MIN_NORMAL))
        .isCloseTo(StrictMath.log(Double.MIN_NORMAL), within(1e-12));
  }

  /** These bits are part of what the golden moments of published versions hold. */
  @Test
  void givesTheSameBitsForEver() {
    assertThat(Double.doubleToRawLongBits(Logarithm.of(0.001))).isEqualTo(-4603908577402290272L);
    assertThat(Double.doubleToRawLongBits(Logarithm.of(3.7))).isEqualTo(4608571026371700048L);
  }
}
