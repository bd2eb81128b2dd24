package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepurchasesTest {
  private final BasketBlock.Builder baskets = new BasketBlock.Builder();

  private void buys(long buyer, int item, int... days) {
    for (int day : days) {
      baskets.add(buyer, 1000 * buyer + day, day, new int[] {item});
    }
  }

  @Test
  void theCycleIsTheMedianOverAllReturnsOfEnoughBuyers() {
    buys(1, 0, 10, 20, 50);
    buys(2, 0, 10, 22);
    buys(3, 1, 10, 40);
    buys(4, 2, 7, 7, 7);
    buys(5, 2, 8);
    Repurchases found = Repurchases.of(baskets.build(), 3, 2);
    // Item 0 was bought again after 10, 30 and 12 days; item 1 by one buyer; item 2 by none.
    assertThat(found.days()).containsExactly(12, 0, 0);
    assertThat(found.buyers()).containsExactly(2, 0, 0);
  }

  @Test
  void ofAnEvenNumberTheLowerMiddleCounts() {
    buys(1, 0, 0, 10);
    buys(2, 0, 0, 20);
    assertThat(Repurchases.of(baskets.build(), 1, 2).days()).containsExactly(10);
  }
}
