package io.basketwise.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvedFitsTest {
  private static final ItemDictionary ITEMS =
      new ItemDictionary(List.of("cable", "case", "phone-1", "phone-2", "tablet"));
  private static final List<Facts> FACTS =
      List.of(
          facts("", List.of(), List.of("usb", "tablet")),
          facts("", List.of(), List.of("phones", "phone-2", "no such thing")),
          facts("phones", List.of("usb"), List.of()),
          facts("phones", List.of(), List.of()),
          facts("", List.of("usb"), List.of()));

  private static Facts facts(String family, List<String> tags, List<String> fits) {
    return new Facts("", "", family, -1, "", 1, 1, 1, "product", false, tags, fits, Long.MIN_VALUE);
  }

  @Test
  void idsFamiliesAndTagsNameItemsOnceEachInOrder() {
    ResolvedFits fits = ResolvedFits.of(ITEMS, FACTS, 4);
    assertThat(fits.offsets()).containsExactly(0, 2, 4, 4, 4, 4);
    assertThat(fits.items()).containsExactly(2, 4, 2, 3);
  }

  @Test
  void moreThanAVersionCarriesAreRefused() {
    assertThatThrownBy(() -> ResolvedFits.of(ITEMS, FACTS, 3))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(3))
        .hasMessageContaining("up to item case of all in order there are 4");
  }
}
