package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ConfigLoader;
import io.basketwise.report.RunRecord;
import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The date of a night that is told none. */
class PresentTest {
  @TempDir private Path folder;

  /** Orders may rest for days, such as over a weekend, while the catalog goes on. */
  @ParameterizedTest(name = "a catalog of {0} days after the newest order")
  @CsvSource({"0, 1", "3, 3", "8, 8", "9, 1"})
  @Tag("slow")
  void ofACatalogAfterTheNewestOrder(int written, int present) throws IOException {
    List<SmallShop.Line> lines = SmallShop.lines(200);
    LocalDate newest =
        lines.stream()
            .map(line -> LocalDate.ofInstant(line.at(), ZoneOffset.UTC))
            .max(LocalDate::compareTo)
            .orElseThrow();
    Path config = new SmallShop(folder).write(lines);
    Files.writeString(config, Files.readString(config) + "\ninputs.catalog: { path: catalog }\n");
    try (ParquetTable table =
        ParquetTable.create(
            folder.resolve("catalog/items.parquet"),
            Column.list("item_id STRING, title STRING, updated_at TIMESTAMP"))) {
      table.write("i1", "Item", newest.plusDays(written).atTime(0, 30).toInstant(ZoneOffset.UTC));
    }
    InstantSource clock =
        InstantSource.fixed(newest.plusDays(20).atStartOfDay().toInstant(ZoneOffset.UTC));
    Nightly night =
        new Nightly(
            ConfigLoader.load(config, Map.of()),
            clock,
            step -> {
              if (step.equals("compare catalog")) {
                throw new IllegalStateException("enough");
              }
            });
    assertThatThrownBy(() -> night.run(Optional.empty(), Nightly.Outcome.MEASURE_ONLY))
        .hasMessage("enough");
    LocalDate date = newest.plusDays(present);
    RunRecord record = RunRecord.read(folder.resolve("work/reports/failed-" + date + ".json"));
    assertThat(record.run().asOf()).contains(date);
  }
}
