package io.basketwise.report;

import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the records of a folder tell together. One that cannot be read spoils no other.
 *
 * @param records by as-of date; of one date failed runs, then those that measured alone, then
 *     others
 * @param unreadable why a record is left out, a sentence each
 */
public record RunHistory(List<RunRecord> records, List<String> unreadable) {
  private static final Comparator<RunRecord> ORDER =
      Comparator.comparing((RunRecord record) -> date(record).orElse(LocalDate.MIN))
          .thenComparing(RunHistory::weight)
          .thenComparing(record -> record.result().endedAt());

  /** What was done counts more than what was measured, and that more than what failed. */
  private static int weight(RunRecord record) {
    return switch (record.result().outcome()) {
      case FAILED -> 0;
      case MEASURED -> 1;
      case PUBLISHED, ADDED, REFUSED, UNCHANGED -> 2;
    };
  }

  /** Reads the records that lie in a folder. */
  public static RunHistory of(Path reports) {
    List<RunRecord> records = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path file : files(reports)) {
      try {
        records.add(RunRecord.read(file));
      } catch (Refusal refusal) {
        unreadable.add(refusal.problem() + ": " + refusal.reason());
      }
    }
    records.sort(ORDER);
    return new RunHistory(List.copyOf(records), List.copyOf(unreadable));
  }

  private static List<Path> files(Path reports) {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(reports)) {
      return files.filter(RunHistory::isRecord).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the reports in " + reports, e);
    }
  }

  private static boolean isRecord(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(RunFiles.RECORD) && !name.startsWith(RunFiles.RECEIPT);
  }

  private static Optional<LocalDate> date(RunRecord record) {
    return record.run().asOf();
  }

  /** The run that ended last. */
  public Optional<RunRecord> last() {
    return records.stream().max(Comparator.comparing(record -> record.result().endedAt()));
  }

  /** The run of an as-of date that ended last. */
  public Optional<RunRecord> asOf(LocalDate date) {
    return records.stream()
        .filter(record -> date(record).equals(Optional.of(date)))
        .max(Comparator.comparing(record -> record.result().endedAt()));
  }

  /** Without what lies after a date: a page as of a date never shows what came later. */
  public RunHistory upTo(LocalDate date) {
    return new RunHistory(
        records.stream()
            .filter(record -> date(record).filter(each -> !each.isAfter(date)).isPresent())
            .toList(),
        unreadable);
  }
}
