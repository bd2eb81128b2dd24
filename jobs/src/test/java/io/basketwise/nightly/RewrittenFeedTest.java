package io.basketwise.nightly;

import static io.basketwise.nightly.NineWeeks.DAYS;
import static io.basketwise.nightly.NineWeeks.HISTORY;
import static io.basketwise.nightly.NineWeeks.NAMES;
import static io.basketwise.nightly.NineWeeks.clock;
import static io.basketwise.nightly.NineWeeks.date;
import static io.basketwise.nightly.NineWeeks.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.prepare.Lake;
import io.basketwise.report.QualityCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders that are one file, written again every night: it is compared with the lake, whose rows it
 * replaces, not with itself. Then days that have no row at all.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RewrittenFeedTest {
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

  private static void assertRefused(List<Object[]> rows, String check) throws IOException {
    shop.write(HISTORY, NAMES, rows);
    assertThatThrownBy(() -> shop.night(Table.ORDERS, Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INPUTS))
        .hasMessageContaining(check);
    assertThat(shop.lakeRows()).as("the lake is as it was").isEqualTo(DAYS * 120L);
  }

  @Test
  @Order(1)
  void halfOfTheRowsOfEveryDayAreRefused() throws IOException {
    List<Object[]> all = days(0, DAYS + 1);
    List<Object[]> half =
        IntStream.range(0, all.size()).filter(line -> line % 2 == 0).mapToObj(all::get).toList();
    assertRefused(half, "quality.keptRows is 0.5000");
  }

  @Test
  @Order(1)
  void theLastWeekAloneIsRefused() throws IOException {
    assertRefused(days(DAYS - 6, DAYS + 1), "quality.keptRows is 0.09524");
  }

  @Test
  @Order(1)
  void rowsThatComeTwiceDoNotStandForThoseThatAreGone() throws IOException {
    List<Object[]> half = days(DAYS / 2, DAYS + 1);
    assertRefused(Stream.concat(half.stream(), half.stream()).toList(), "quality.keptRows is 0.5");
  }

  @Test
  @Order(1)
  void pricesTimesAHundredOnTheNewestDayAreRefused() throws IOException {
    List<Object[]> rows = days(0, DAYS + 1);
    rows.subList(DAYS * 120, rows.size()).forEach(row -> row[4] = (Double) row[4] * 100);
    assertRefused(rows, "quality.priceJumps is");
  }

  @Test
  @Order(1)
  void halfOfTheNewestDayIsRefused() throws IOException {
    assertRefused(
        days(0, DAYS + 1).subList(0, DAYS * 120 + 60), "quality.dayEnd (%s)".formatted(date(DAYS)));
  }

  @Test
  @Order(2)
  void oneMoreDayIsTakenIn() throws IOException {
    shop.write(HISTORY, NAMES, days(0, DAYS + 1));
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of());
    assertThat(night.judged()).containsExactly(date(DAYS));
    assertThat(night.warned()).isEmpty();
    assertThat(shop.lakeRows()).isEqualTo((DAYS + 1) * 120L);
  }

  @Test
  @Order(3)
  void aDayThatNeverCameIsToldOnceAndStopsNothing() throws IOException {
    shop.write(Path.of("orders", "next.parquet"), NAMES, days(DAYS + 2, DAYS + 3));
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of(), clock(DAYS + 3, 2));
    assertThat(night.judged()).containsExactly(date(DAYS + 2));
    assertThat(night.checks())
        .filteredOn(check -> check.verdict() != QualityCheck.Level.PASS)
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.check()).isEqualTo("dayRows (%s)".formatted(date(DAYS + 1)));
              assertThat(missing.measured()).isZero();
              assertThat(missing.verdict()).isEqualTo(QualityCheck.Level.WARN);
            });
    shop.write(Path.of("orders", "last.parquet"), NAMES, days(DAYS + 3, DAYS + 4));
    assertThat(shop.night(Table.ORDERS, Map.of(), clock(DAYS + 4, 2)).warned()).isEmpty();
  }

  @Test
  @Order(4)
  void aRewrittenFileTellsOfItsMissingDayOnceToo() throws IOException {
    shop.write(HISTORY, NAMES, days(0, DAYS + 1));
    shop.write(Path.of("orders", "last.parquet"), NAMES, days(DAYS + 5, DAYS + 6));
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of(), clock(DAYS + 6, 2));
    assertThat(night.checks().stream().map(QualityCheck::check))
        .contains("dayRows (%s)".formatted(date(DAYS + 4)))
        .doesNotContain("dayRows (%s)".formatted(date(DAYS + 1)));
  }

  @Test
  @Order(5)
  void daysThatCameLateTogetherAreAllJudged() throws IOException {
    int first = DAYS + 6;
    List<Object[]> late = new ArrayList<>(days(first, first + 1).subList(0, 60));
    late.addAll(days(first + 1, first + 10));
    shop.write(Path.of("orders", "late.parquet"), NAMES, late);
    assertThatThrownBy(() -> shop.night(Table.ORDERS, Map.of(), clock(first + 10, 2)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quality.dayEnd (%s)".formatted(date(first)));
    shop.write(Path.of("orders", "late.parquet"), NAMES, days(first, first + 10));
    NineWeeks.Night night = shop.night(Table.ORDERS, Map.of(), clock(first + 10, 2));
    assertThat(night.judged()).as("told of without a fault").hasSize(7).contains(date(first + 9));
  }

  @Test
  @Order(6)
  void nothingOfANightThatIsRefusedIsTakenIn() throws IOException {
    int day = DAYS + 16;
    shop.catalog(19);
    List<Object[]> rows = days(day, day + 1);
    rows.forEach(row -> row[4] = (Double) row[4] * 100);
    shop.write(Path.of("orders", "dear.parquet"), NAMES, rows);
    assertThatThrownBy(() -> shop.wholeNight(clock(day + 1, 2)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quality.priceJumps is");
    assertThat(shop.lakeRows(Lake.CATALOG)).as("the smaller catalog stays out, too").isEqualTo(20);
  }
}
