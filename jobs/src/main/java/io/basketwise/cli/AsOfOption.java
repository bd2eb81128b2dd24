package io.basketwise.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says up to when a run knows the world. */
final class AsOfOption {
  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = IsoDate.class,
      description =
          "first day that is not used, as 2026-11-30; the day after the newest order, or that on"
              + " which the catalog was last written, if that is at most a week later")
  private Optional<LocalDate> date = Optional.empty();

  Optional<LocalDate> date() {
    return date;
  }

  /** Reads a date and says what one looks like. */
  static final class IsoDate implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException noDate) {
        throw new TypeConversionException(
            "'" + text + "' is not a date of the calendar; write one as 2026-11-30");
      }
    }
  }
}
