package io.basketwise.nightly;

import io.basketwise.config.ConfigLoader;
import io.basketwise.report.RunRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shop whose first night is done, and which has got a file of one more day since.
 *
 * @param folder of its configuration, {@code basketwise.yaml}, its inputs and its work
 * @param asOf of the second night
 */
record SecondNight(Path folder, LocalDate asOf) {
  /** A small shop with nothing but orders. */
  static SecondNight ofSmallShop(Path folder) {
    LocalDate day = LocalDate.parse("2026-02-26");
    Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    SmallShop shop = new SmallShop(folder);
    List<SmallShop.Line> lines =
        SmallShop.lines(580).stream().filter(line -> line.at().isBefore(end)).toList();
    shop.write(lines.stream().filter(line -> line.at().isBefore(start)).toList());
    night(folder, day);
    shop.add("part-1", lines.stream().filter(line -> !line.at().isBefore(start)).toList());
    return new SecondNight(folder, day.plusDays(1));
  }

  /** Runs a night of a shop in this process. */
  static RunRecord night(Path folder, LocalDate asOf) {
    InstantSource clock =
        InstantSource.fixed(asOf.plusDays(1).atTime(LocalTime.of(2, 0)).toInstant(ZoneOffset.UTC));
    return new Nightly(
            ConfigLoader.load(folder.resolve("basketwise.yaml"), Map.of()), clock, step -> {})
        .run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }
}
