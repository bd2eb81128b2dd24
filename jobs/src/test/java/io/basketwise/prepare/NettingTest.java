package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NettingTest {
  private static double[] remaining(double[] quantities, boolean... cancelled) {
    boolean[] flags = cancelled.length == 0 ? new boolean[quantities.length] : cancelled;
    Netting netting = Netting.of(quantities, flags);
    double[] left = new double[quantities.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = netting.remaining(i);
    }
    return left;
  }

  @Test
  void anOrderAndItsFullCancellationLeaveNothing() {
    assertThat(remaining(new double[] {12, -12})).containsExactly(0, 0);
  }

  @Test
  void aReturnTakesFromTheLatestPurchaseFirstAndThenFromTheOneBefore() {
    assertThat(remaining(new double[] {5, 3, -4})).containsExactly(4, 0, 0);
  }

  @Test
  void aReturnNeverTakesFromALaterPurchase() {
    Netting netting = Netting.of(new double[] {-4, 5}, new boolean[2]);
    assertThat(netting.remaining(1)).isEqualTo(5);
    assertThat(netting.matched(0)).isFalse();
  }

  @Test
  void aReturnOfMoreThanWasBoughtIsMatchedByWhatThereIs() {
    Netting netting = Netting.of(new double[] {2, -9}, new boolean[2]);
    assertThat(netting.remaining(0)).isZero();
    assertThat(netting.matched(1)).isTrue();
  }

  @Test
  void aLineThatIsItselfCancelledLeavesNothingAndAbsorbsNothing() {
    assertThat(remaining(new double[] {4, 4, -4}, false, true, false)).containsExactly(0, 0, 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatRemainsIsNeverNegativeAndNeverMoreThanWasBought(long seed) {
    Random random = new Random(seed);
    double[] quantities = random.ints(50, -6, 10).filter(q -> q != 0).asDoubleStream().toArray();
    double[] left = remaining(quantities);
    double bought = 0;
    double returned = 0;
    double kept = 0;
    for (int i = 0; i < left.length; i++) {
      assertThat(left[i]).isBetween(0.0, Math.max(0, quantities[i]));
      bought += Math.max(0, quantities[i]);
      returned += Math.max(0, -quantities[i]);
      kept += left[i];
    }
    assertThat(kept).isGreaterThanOrEqualTo(bought - returned - 1e-9);
    assertThat(kept).isCloseTo(Math.rint(kept), within(1e-9));
  }
}
