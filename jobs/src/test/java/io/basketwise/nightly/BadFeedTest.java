package io.basketwise.nightly;

import static io.basketwise.nightly.NineWeeks.DAYS;
import static io.basketwise.nightly.NineWeeks.NAMES;
import static io.basketwise.nightly.NineWeeks.clock;
import static io.basketwise.nightly.NineWeeks.date;
import static io.basketwise.nightly.NineWeeks.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake with nine weeks of orders, and what each bad feed of the next day does to it. What is
 * refused leaves the lake as it was, so that one lake serves all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadFeedTest {
  private static final Path PENDING = Path.of("orders", "day-pending.parquet");

  @TempDir private static Path folder;
  private static NineWeeks shop;

  @BeforeAll
  static void nineWeeksAreInTheLake() throws IOException {
    shop = new NineWeeks(folder);
  }

  @AfterAll
  static void stopSpark() {
    shop.close();
  }

  private static List<Object[]> nextDay() {
    return days(DAYS, DAYS + 1);
  }

  private static List<Object[]> each(UnaryOperator<Object[]> change) {
    return nextDay().stream().map(change).toList();
  }

  private static void assertRefused(List<Object[]> rows, String check) throws IOException {
    assertRefused(NAMES, rows, check);
  }

  private static void assertRefused(List<String> names, List<Object[]> rows, String message)
      throws IOException {
    shop.write(PENDING, names, rows);
    assertThatThrownBy(() -> shop.night(Table.ORDERS, Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INPUTS))
        .hasMessageContaining(message);
    Files.delete(folder.resolve(PENDING));
    assertThat(shop.night(Table.ORDERS, Map.of()).ledger())
        .as("the lake is as it was")
        .isEqualTo(shop.before());
  }

  @Test
  @Order(1)
  void halfADayIsRefused() throws IOException {
    assertRefused(nextDay().subList(0, 60), "quality.dayEnd (2026-03-09)");
  }

  @Test
  @Order(1)
  void pricesTimesAHundredAreRefused() throws IOException {
    assertRefused(
        each(
            row -> {
              row[4] = (Double) row[4] * 100;
              return row;
            }),
        "quality.priceJumps");
  }

  @Test
  @Order(1)
  void aRequiredColumnThatWasRenamedIsRefused() throws IOException {
    assertRefused(
        List.of("order_id", "ordered_at", "sku", "quantity", "unit_price", "customer_id"),
        nextDay(),
        "120 of 120 rows of orders break the contract");
  }

  @Test
  @Order(1)
  void anOptionalColumnThatWasRenamedIsRefused() throws IOException {
    assertRefused(
        List.of("order_id", "ordered_at", "item_id", "quantity", "unit_price", "client"),
        nextDay(),
        "quality.nulls (customer_id)");
  }

  @Test
  @Order(1)
  void itemsThatNoCatalogHasAreRefused() throws IOException {
    assertRefused(
        each(
            row -> {
              row[2] = "x" + row[2];
              return row;
            }),
        "quality.unknownItems");
  }

  @Test
  @Order(1)
  void rowsFromTheFutureAreRefused() throws IOException {
    assertRefused(
        each(
            row -> {
              row[1] = ((Instant) row[1]).plusSeconds(400 * 86_400L);
              return row;
            }),
        "quality.clockSkew");
  }

  @Test
  @Order(1)
  void sevenTimesTheRowsOfADayAreRefused() throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (int time = 0; time < 7; time++) {
      int copy = time;
      rows.addAll(
          each(
              row -> {
                row[0] = row[0] + "-" + copy;
                return row;
              }));
    }
    assertRefused(rows, "quality.dayPeak (2026-03-09)");
  }

  @Test
  @Order(1)
  void ordersOfGuestsAlmostAloneAreRefused() throws IOException {
    AtomicInteger line = new AtomicInteger();
    assertRefused(
        each(
            row -> {
              row[5] = line.getAndIncrement() % 5 == 0 ? row[5] : null;
              return row;
            }),
        "quality.guests");
  }

  @Test
  @Order(1)
  void ordersOfMoreThanAHundredItemsAreRefused() throws IOException {
    AtomicInteger line = new AtomicInteger();
    assertRefused(
        each(
            row -> {
              row[0] = "all";
              row[2] = "x" + line.getAndIncrement();
              return row;
            }),
        "quality.largeBaskets");
  }

  @Test
  @Order(1)
  void aCatalogOfWhichMostIsGoneIsRefusedAndOneThatHasShrunkWarns() throws IOException {
    shop.catalog(9);
    assertThatThrownBy(() -> shop.night(Table.CATALOG, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quality.catalogRows");
    shop.catalog(17);
    assertThat(shop.night(Table.CATALOG, Map.of()).warned()).containsExactly("catalogRows");
    shop.catalog(20);
    assertThat(shop.night(Table.CATALOG, Map.of()).warned()).isEmpty();
  }

  @Test
  @Order(1)
  void ordersFarLaterThanTheCatalogAreRefused() throws IOException {
    shop.catalog(20, clock(DAYS - 400, 0));
    shop.night(Table.CATALOG, Map.of());
    assertRefused(nextDay(), "quality.catalogAge");
    shop.catalog(20);
    shop.night(Table.CATALOG, Map.of());
  }

  @Test
  @Order(1)
  void aHistoryIsTakenAsItIsAndADayOfAMachineIsRefused() throws IOException {
    shop.clicks("none", DAYS, 1, 0);
    shop.night(Table.CLICKS, Map.of());
    for (int week = 1; week <= 8; week++) {
      shop.clicks("week-" + week, DAYS - 7 * week, 1, 10);
    }
    shop.clicks("usual", DAYS, 50, 10);
    assertThat(shop.night(Table.CLICKS, Map.of()).warned())
        .as("a history on top of an export without a row")
        .contains("dayPeak");
    shop.clicks("machine", DAYS + 1, 1, 1_001);
    assertThatThrownBy(() -> shop.night(Table.CLICKS, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quality.bots");
    shop.clicks("machine", DAYS + 1, 2, 1_000);
    assertThat(shop.night(Table.CLICKS, Map.of()).warned()).isEmpty();
  }

  @Test
  @Order(1)
  void aFileThatIsGoneStopsTheRunUntilSomebodyDecides() throws IOException {
    Path history = folder.resolve("orders/history.parquet");
    Path aside = folder.resolve("history.aside");
    Files.move(history, aside);
    shop.write(PENDING, NAMES, nextDay());
    assertThatThrownBy(() -> shop.night(Table.ORDERS, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("history.parquet is gone")
        .hasMessageContaining("quality.goneFiles");
    Files.delete(folder.resolve(PENDING));
    Files.move(aside, history);
    assertThat(shop.night(Table.ORDERS, Map.of()).ledger()).isEqualTo(shop.before());
  }

  @Test
  @Order(1)
  void anEmptyCatalogIsRefused() throws IOException {
    shop.catalog(0);
    assertThatThrownBy(() -> shop.night(Table.CATALOG, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("catalog");
    shop.catalog(20);
    shop.night(Table.CATALOG, Map.of());
  }

  @Test
  @Order(2)
  void yesterdaysFileAgainChangesNothingAndWarns() throws IOException {
    List<Object[]> all = days(0, DAYS);
    shop.write(PENDING, NAMES, all.subList(all.size() - 120, all.size()));
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of());
    assertThat(night.warned()).contains("duplicates");
    assertThat(night.ledger().counts().read()).isEqualTo(shop.before().counts().read() + 120);
    assertThat(night.ledger().newest()).isEqualTo(shop.before().newest());
    assertThat(shop.lakeRows()).isEqualTo((long) DAYS * 120);
  }

  @Test
  @Order(3)
  void doubledRowsCountOnce() throws IOException {
    List<Object[]> twice = Stream.concat(nextDay().stream(), nextDay().stream()).toList();
    shop.write(Path.of("orders", "doubled.parquet"), NAMES, twice);
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of());
    assertThat(night.warned()).contains("duplicates");
    assertThat(shop.lakeRows()).isEqualTo((DAYS + 1) * 120L);
  }

  /** A live feed: the night comes while the day of its last rows lasts. */
  @Test
  @Order(4)
  void aDayThatIsNotOverIsTakenInAndNotJudged() throws IOException {
    shop.write(Path.of("orders", "live.parquet"), NAMES, days(DAYS + 1, DAYS + 3).subList(0, 150));
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of(), clock(DAYS + 2, 12));
    assertThat(night.judged()).containsExactly(date(DAYS + 1));
    assertThat(shop.lakeRows()).isEqualTo((DAYS + 1) * 120L + 150);
  }

  @Test
  @Order(5)
  void aDayOfWhichTheRestNeverCameIsRefusedOnceItIsOver() throws IOException {
    shop.write(Path.of("orders", "empty.parquet"), NAMES, List.of());
    assertThat(shop.night(Table.ORDERS, Map.of(), clock(DAYS + 3, 2)).judged()).isEmpty();
    Path after = Path.of("orders", "after.parquet");
    shop.write(after, NAMES, days(DAYS + 3, DAYS + 4).subList(0, 10));
    assertThatThrownBy(() -> shop.night(Table.ORDERS, Map.of(), clock(DAYS + 3, 10)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quality.dayEnd (%s)".formatted(date(DAYS + 2)));
    Files.delete(folder.resolve(after));
  }

  @Test
  @Order(6)
  void aDayThatIsOverIsJudgedWithWhatCameInNightsBefore() throws IOException {
    List<Object[]> rest = days(DAYS + 2, DAYS + 4);
    shop.write(Path.of("orders", "rest.parquet"), NAMES, rest.subList(30, 130));
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of(), clock(DAYS + 3, 10));
    assertThat(night.judged()).containsExactly(date(DAYS + 2));
    assertThat(night.warned()).isEmpty();
  }

  @Test
  @Order(7)
  void aDayThatWasAcceptedIsNotJudgedAgain() throws IOException {
    shop.write(Path.of("orders", "next.parquet"), NAMES, days(DAYS + 4, DAYS + 5).subList(0, 10));
    Map<String, String> accepting = Map.of("quality.dayEnd.fail", "1", "quality.dayRows.fail", "0");
    NineWeeks.Night accepted = shop.night(Table.ORDERS, accepting, clock(DAYS + 4, 10));
    assertThat(accepted.judged()).containsExactly(date(DAYS + 3));
    assertThat(accepted.warned()).contains("dayEnd", "dayRows");
    shop.write(
        Path.of("orders", "later.parquet"), NAMES, days(DAYS + 4, DAYS + 5).subList(10, 120));
    assertThat(shop.night(Table.ORDERS, Map.of(), clock(DAYS + 5, 2)).judged())
        .containsExactly(date(DAYS + 4));
  }
}
