package io.basketwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.score.Candidates;
import io.basketwise.prepare.BasketBlock;
import org.junit.jupiter.api.Test;

class PersonalFrequencyTest {
  private static final Candidates NONE = new Candidates(new int[0], new double[0]);

  /** Buyer 5 three times in the span and once on its first day after; buyer 6 once. */
  private static BasketBlock block() {
    BasketBlock.Builder block = new BasketBlock.Builder();
    block.add(5, 1, 9, new int[] {3, 4});
    block.add(5, 2, 11, new int[] {1, 2, 4});
    block.add(5, 3, 12, new int[] {1, 3});
    block.add(5, 4, 20, new int[] {8, 9});
    block.add(6, 5, 12, new int[] {7});
    return block.build();
  }

  private static int[] history(int basket, int from, int most) {
    BasketBlock block = block();
    return PersonalFrequency.history(block, block.buyerRuns(), basket, from, 20, most);
  }

  @Test
  void ranksByCountThenTheLatestThenTheItem() {
    assertThat(history(3, 0, 9)).containsExactly(1, 3, 4, 2);
    assertThat(history(3, 0, 2)).containsExactly(1, 3);
  }

  @Test
  void whatLiesOutsideTheSpanOrIsAnothersDoesNotCount() {
    assertThat(history(3, 10, 9)).containsExactly(1, 3, 2, 4);
    assertThat(history(4, 0, 9)).containsExactly(7);
    assertThat(history(4, 13, 9)).isEmpty();
  }

  @Test
  void whatIsInTheCartIsNotRanked() {
    Query query = new Query(0, 20, new int[] {1, 5}, 3, history(3, 0, 9));
    assertThat(new PersonalFrequency().rank(query, NONE, 2)).containsExactly(3, 4);
  }
}
