package io.basketwise.nightly;

import static io.basketwise.nightly.NineWeeks.DAYS;
import static io.basketwise.nightly.NineWeeks.clock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.prepare.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog of which each day brings another file, and what a bad one does. */
class DatedCatalogTest {
  private static final Instant NOW = clock(DAYS + 9, 0);

  @TempDir private Path folder;

  private List<String> night(NineWeeks shop, int day, int items, double price) throws IOException {
    shop.catalog("day-" + day, items, clock(DAYS - 30 + day, 1), price);
    return shop.night(Table.CATALOG, Map.of(), NOW).warned();
  }

  private void assertRefused(NineWeeks shop, int day, int items, double price, String check)
      throws IOException {
    long rows = shop.lakeRows(Lake.CATALOG);
    assertThatThrownBy(() -> night(shop, day, items, price))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(check);
    assertThat(shop.lakeRows(Lake.CATALOG)).isEqualTo(rows);
  }

  @Test
  void anExportOfFarFewerItemsThanUsualIsRefused() throws IOException {
    try (NineWeeks shop = new NineWeeks(folder)) {
      assertThat(night(shop, 31, 20, 10)).isEmpty();
      assertThat(night(shop, 32, 20, 10)).isEmpty();
      assertRefused(shop, 33, 1, 10, "quality.catalogRows");
      assertRefused(shop, 33, 0, 10, "quality.catalogRows");
      assertThat(night(shop, 33, 17, 10)).containsExactly("catalogRows");
      assertThat(night(shop, 34, 20, 10)).isEmpty();
    }
  }

  @Test
  void aFeedOfChangesMayBeShort() throws IOException {
    try (NineWeeks shop = new NineWeeks(folder)) {
      for (int day = 31; day < 35; day++) {
        assertThat(night(shop, day, 3, 10)).isEmpty();
      }
    }
  }

  @Test
  void aPriceIsComparedWithTheOneBeforeAndNotWithThoseOfLongAgo() throws IOException {
    try (NineWeeks shop = new NineWeeks(folder)) {
      for (int day = 31; day < 35; day++) {
        assertThat(night(shop, day, 20, 10)).isEmpty();
      }
      assertRefused(shop, 35, 20, 40, "quality.priceJumps");
      shop.catalog("day-35", 20, clock(DAYS + 5, 1), 40);
      shop.night(Table.CATALOG, Map.of("quality.priceJumps.fail", "1"), NOW);
      assertThat(night(shop, 36, 20, 40)).isEmpty();
    }
  }
}
