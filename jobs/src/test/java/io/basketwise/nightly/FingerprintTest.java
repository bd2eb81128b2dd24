package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir private Path folder;

  @Test
  void anErasureMeansThatAllIsLearnedAgain() {
    ShopConfig config = ConfigLoader.load(new SmallShop(folder).config("orders"), Map.of());
    LocalDate date = LocalDate.parse("2026-03-01");
    String nobody = Fingerprint.of(config, date, Map.of(), "");
    assertThat(Fingerprint.of(config, date, Map.of(), "")).isEqualTo(nobody);
    assertThat(Fingerprint.of(config, date, Map.of(), "somebody")).isNotEqualTo(nobody);
  }

  @Test
  void differencesAreToldByTheirCauses() {
    ShopConfig config = ConfigLoader.load(new SmallShop(folder).config("orders"), Map.of());
    ShopConfig other =
        ConfigLoader.load(new SmallShop(folder).config("orders"), Map.of("currency", "CHF"));
    LocalDate date = LocalDate.parse("2026-03-01");
    String before = Fingerprint.of(config, date, Map.of(Table.ORDERS, "[1]"), "");
    assertThat(Fingerprint.differences(before, before)).isEmpty();
    String after =
        Fingerprint.of(other, date, Map.of(Table.ORDERS, "[1,2]", Table.CATALOG, "1"), "somebody");
    assertThat(Fingerprint.differences(before, after))
        .containsExactly("catalog", "configuration", "erased people", "orders");
  }
}
