package io.basketwise.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.tables.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped samples are what their READMEs say. Maven runs tests in the module's folder. */
final class DataSamplesTest {
  private static final Path SAMPLES = Path.of("..", "data-samples");
  private static final Path DEMO = SAMPLES.resolve("demo-shop");
  private static final Path RETAIL = SAMPLES.resolve("online-retail");
  private static final List<String> TABLES =
      List.of("orders", "clicks", "catalog", "labels", "truth");

  @TempDir Path folder;

  @Test
  void theDemoShopIsMadeAgainByteForByte() throws IOException {
    ShopSpec spec = new ShopSpec(2_500, 120, 300, 7, LocalDate.of(2026, 5, 1), 1.2, 1.0, 1.0);
    Path again = folder.resolve("again");
    new Simulation(spec, 2).write(again);

    assertThat(commandLine(DEMO.resolve("README.md")))
        .isEqualTo(commandLine(again.resolve("README.md")));
    for (String table : TABLES) {
      Set<Path> shipped = parquetFiles(DEMO, table);
      assertThat(shipped).isNotEmpty().isEqualTo(parquetFiles(again, table));
      for (Path file : shipped) {
        assertThat(again.resolve(file)).hasSameBinaryContentAs(DEMO.resolve(file));
      }
    }
  }

  @Test
  void theDemoShopHasTheRowsThatItsReadmeSays() throws IOException {
    String readme = Files.readString(DEMO.resolve("README.md"));
    for (String table : List.of("orders", "clicks", "catalog", "labels")) {
      assertThat(readme).contains(row(table, ParquetRows.read(DEMO.resolve(table)).size()));
    }
    assertThat(readme)
        .contains(row("truth", ParquetRows.read(DEMO.resolve("truth/moments")).size()));
  }

  @Test
  void theRetailSampleHasTheCountsThatItsReadmeSays() throws IOException {
    List<Group> lines = ParquetRows.read(RETAIL.resolve("orders"));
    String readme = Files.readString(RETAIL.resolve("README.md"));
    long kept =
        lines.stream()
            .filter(l -> l.getString("stock_code", 0).matches("[0-9]{5}[a-zA-Z]?"))
            .filter(l -> l.getDouble("unit_price", 0) > 0)
            .count();
    Set<String> customers = distinct(lines, "customer_id");
    customers.remove("");
    long unknown = lines.stream().filter(l -> ParquetRows.text(l, "customer_id").isEmpty()).count();
    long cancelled = lines.stream().filter(l -> l.getString("invoice", 0).startsWith("C")).count();
    long returned = lines.stream().filter(l -> l.getInteger("quantity", 0) < 0).count();
    int repeated =
        lines.size() - new HashSet<>(lines.stream().map(Group::toString).toList()).size();

    assertThat(readme)
        .contains(
            number(lines.size()) + " order lines in " + number(distinct(lines, "invoice").size()))
        .contains(number(customers.size()) + " known; " + number(unknown) + " lines have none")
        .contains(number(kept) + " lines; " + number(lines.size() - kept) + " are postage")
        .contains("| repeated lines | " + number(repeated))
        .contains(number(cancelled) + " lines of C invoices; " + number(returned) + " lines");
  }

  private static Set<String> distinct(List<Group> rows, String column) {
    return rows.stream()
        .map(r -> ParquetRows.text(r, column))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String row(String table, int rows) {
    return "| `" + table + "` | " + number(rows);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String commandLine(Path readme) throws IOException {
    try (Stream<String> lines = Files.lines(readme)) {
      return lines
          .map(String::strip)
          .filter(l -> l.startsWith("./basketwise simulate"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Set<Path> parquetFiles(Path shop, String table) throws IOException {
    try (Stream<Path> files = Files.walk(shop.resolve(table))) {
      return files
          .filter(f -> f.toString().endsWith(".parquet"))
          .map(shop::relativize)
          .collect(Collectors.toSet());
    }
  }
}
