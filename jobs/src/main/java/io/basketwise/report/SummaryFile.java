package io.basketwise.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps a run's summary where the next morning finds it. */
public final class SummaryFile {
  private SummaryFile() {}

  /** Writes the summary of an as-of date, replacing an earlier one of the same date. */
  public static Path write(Path reports, RunSummary run, String text) {
    Path file = reports.resolve(run.asOf() + ".txt");
    try {
      return Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the summary to " + file, e);
    }
  }
}
