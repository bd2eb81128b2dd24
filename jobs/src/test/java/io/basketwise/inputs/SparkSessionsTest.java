package io.basketwise.inputs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {
  @Test
  void aHeapInWhichSparkDoesNotStartIsRefusedInOurWords() {
    assertThatCode(() -> SparkSessions.checkHeap(450L << 20)).doesNotThrowAnyException();
    assertThatThrownBy(() -> SparkSessions.checkHeap(100L << 20))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("it has 100 MiB", "450", "BASKETWISE_JAVA_OPTS=-Xmx2g");
  }
}
