package io.basketwise.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
  @Test
  void oneAloneIsSingular() {
    assertThat(Quantity.of(1, "row")).isEqualTo("1 row");
    assertThat(Quantity.of(0, "row")).isEqualTo("0 rows");
    assertThat(Quantity.of(1_200, "row")).isEqualTo("1,200 rows");
    assertThat(Quantity.of(1, "text names", "texts name")).isEqualTo("1 text names");
    assertThat(Quantity.of(2, "text names", "texts name")).isEqualTo("2 texts name");
  }
}
