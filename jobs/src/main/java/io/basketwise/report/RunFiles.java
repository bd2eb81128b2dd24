package io.basketwise.report;

import io.basketwise.failure.Refusal;
import io.basketwise.report.RunRecord.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where the next morning finds what a run tells: {@code <as-of>.json}, the record, and {@code
 * <as-of>.txt}, the page, and {@code <as-of>.html}, the page for a browser. A failed run's are
 * {@code failed-<as-of or start>}, one's that was to measure alone {@code measured-<as-of>}, so
 * that the record of a good one stays; one that had nothing to do keeps the files of the run that
 * did it.
 */
public final class RunFiles {
  /** Ends the name of every record. */
  static final String RECORD = ".json";

  /** Begins the name of what tells of an erasure, which is no record of a run. */
  public static final String RECEIPT = "erased-";

  private static final String HTML = ".html";

  /** Ends the name of a text that is not in its place yet. */
  private static final String NEXT = ".next";

  private static final String PAGE = ".txt";

  private final Path reports;

  /** The files below a folder, which need not exist before something is kept. */
  public RunFiles(Path reports) {
    this.reports = reports;
  }

  /** Where the page of a run lies. */
  public Path page(RunRecord record) {
    return reports.resolve(name(record) + PAGE);
  }

  /** Where the page of a run for a browser lies. */
  public Path html(RunRecord record) {
    return reports.resolve(name(record) + HTML);
  }

  /** Keeps record and page, unless the run had nothing to do. */
  public void keep(RunRecord record) {
    if (record.result().outcome() != Outcome.UNCHANGED) {
      replace(reports.resolve(name(record) + RECORD), RecordJson.pretty(record));
      replace(page(record), SummaryText.of(record));
    }
  }

  /** Keeps an earlier run's record and page where they are gone, or on another machine. */
  public void restore(RunRecord earlier) {
    if (!Files.exists(page(earlier))) {
      keep(earlier);
    }
  }

  private static String name(RunRecord record) {
    String date =
        record
            .run()
            .asOf()
            .map(Object::toString)
            .orElse(record.run().startedAt().toString().replace(':', '-'));
    return switch (record.result().outcome()) {
      case FAILED -> "failed-" + date;
      case MEASURED -> "measured-" + date;
      case PUBLISHED, ADDED, REFUSED, UNCHANGED -> date;
    };
  }

  /** The record of the last run as of a date that published, or was refused by a gate. */
  public Optional<RunRecord> of(LocalDate asOf) {
    return Optional.of(reports.resolve(asOf + RECORD))
        .filter(Files::exists)
        .flatMap(RunFiles::readable);
  }

  private static Optional<RunRecord> readable(Path file) {
    try {
      return Optional.of(RunRecord.read(file));
    } catch (Refusal unreadable) {
      return Optional.empty();
    }
  }

  /** All records that this build can read, the run that ended last at the end. */
  public List<RunRecord> records() {
    return RunHistory.of(reports).records().stream()
        .sorted(Comparator.comparing(record -> record.result().endedAt()))
        .toList();
  }

  /** The last record of a kind. */
  public Optional<RunRecord> last(Predicate<RunRecord> kind) {
    return records().stream().filter(kind).reduce((earlier, later) -> later);
  }

  /** Removes texts that a run which was killed had not put in their place. */
  public void sweep() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(reports, ".*" + NEXT)) {
      for (Path text : left) {
        Files.deleteIfExists(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy " + reports, e);
    }
  }

  /** Whoever reads sees the old text or the new one, never half of it. */
  public static void replace(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path next = file.resolveSibling("." + file.getFileName() + NEXT);
      Files.writeString(next, text, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
