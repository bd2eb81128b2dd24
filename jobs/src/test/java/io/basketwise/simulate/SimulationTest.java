package io.basketwise.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import io.basketwise.tables.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulationTest {
  private static final LocalDate FROM = LocalDate.of(2026, 5, 1);

  @TempDir Path folder;

  @Test
  void sameSpecGivesSameBytesWhateverTheThreads() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    ShopKind shop = new FullShop(spec(7, 1, 1), 2_000);
    new Simulation(shop, 1).write(one);
    new Simulation(shop, 3).write(two);

    assertThat(ShopFiles.of(one))
        .contains(Path.of("README.md"), Path.of("clicks/part-00002.parquet"));
    ShopFiles.assertSameBytes(one, two);
  }

  @Test
  void anotherSeedGivesAnotherShop() {
    new Simulation(spec(7, 1, 1), 1).write(folder.resolve("one"));
    new Simulation(spec(8, 1, 1), 1).write(folder.resolve("two"));
    Path orders = Path.of("orders/part-00000.parquet");
    assertThat(folder.resolve("one").resolve(orders).toFile())
        .doesNotHave(
            new org.assertj.core.api.Condition<>(
                f -> sameBytes(f.toPath(), folder.resolve("two").resolve(orders)), "same bytes"));
  }

  @Test
  void withoutBenefitNothingIsAcceptedAndTheOracleIsQuiet() {
    new Simulation(spec(7, 0, 1), 1).write(folder.resolve("shop"));
    assertThat(ParquetRows.read(folder.resolve("shop/clicks")))
        .noneMatch(e -> e.getString("event_type", 0).equals("offer_accept"))
        .anyMatch(e -> e.getString("event_type", 0).equals("offer_view"));
    assertThat(ParquetRows.read(folder.resolve("shop/truth/moments")))
        .isNotEmpty()
        .allMatch(m -> m.getString("oracle", 0).equals("quiet"));
  }

  @Test
  void withoutHarmTheOracleOffers() {
    new Simulation(spec(7, 1, 0), 1).write(folder.resolve("shop"));
    List<Group> moments = ParquetRows.read(folder.resolve("shop/truth/moments"));
    assertThat(moments)
        .isNotEmpty()
        .allMatch(
            m -> m.getDouble("offer_purchase", 0) >= m.getDouble("quiet_purchase", 0) - 1e-12);
    // A discounted upgrade may earn less than what it takes the place of.
    double offers = moments.stream().filter(m -> m.getString("oracle", 0).equals("offer")).count();
    assertThat(offers / moments.size()).isGreaterThan(0.99);
  }

  @Test
  void aFolderThatHoldsSomethingIsRefusedAndLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> new Simulation(spec(7, 1, 1), 1).write(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(folder + " is not empty");
    assertThat(ShopFiles.of(folder)).containsExactly(folder.relativize(file));
  }

  @Test
  void aSpecOutOfRangeIsRefusedWithItsRange() {
    assertThatThrownBy(() -> new ShopSpec(10, 10, 50, 7, FROM, 1, 1, 1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("items = 50")
        .hasMessageContaining("at least 112");
    assertThatThrownBy(() -> new ShopSpec(10, 10, 300, 7, FROM, 1, Double.NaN, 1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("offer benefit = NaN");
  }

  private static ShopSpec spec(long seed, double benefit, double harm) {
    return new ShopSpec(300, 60, 150, seed, FROM, 2, benefit, harm);
  }

  private static boolean sameBytes(Path one, Path other) {
    try {
      return Files.mismatch(one, other) < 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
