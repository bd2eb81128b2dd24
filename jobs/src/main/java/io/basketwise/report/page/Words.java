package io.basketwise.report.page;

import io.basketwise.evaluate.Interval;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the page says them: the same everywhere, whatever the machine's language. */
final class Words {
  /** A number that could not be told. */
  static final String UNKNOWN = "–";

  private Words() {}

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String count(long number) {
    return format("%,d", number);
  }

  /** With thousands and one decimal at most. */
  static String amount(double number) {
    return number == Math.rint(number) ? format("%,.0f", number) : decimals(number, 1);
  }

  static String decimals(double number, int decimals) {
    return Double.isFinite(number) ? format("%,." + decimals + "f", number) : UNKNOWN;
  }

  /** A dash where there is no number. */
  static String decimals(OptionalDouble number, int decimals) {
    return decimals(number.orElse(Double.NaN), decimals);
  }

  static String percent(double share) {
    return Double.isFinite(share) ? format("%.1f %%", 100 * share) : UNKNOWN;
  }

  /** A figure, with its interval in brackets where it has one. */
  static String figure(Interval figure, int decimals) {
    String interval = interval(figure, decimals);
    return decimals(figure.value(), decimals) + (interval.isEmpty() ? "" : " (" + interval + ")");
  }

  /** Empty where the interval is not finite, or only the figure itself. */
  static String interval(Interval figure, int decimals) {
    return Double.isFinite(figure.low())
            && Double.isFinite(figure.high())
            && figure.low() < figure.high()
        ? decimals(figure.low(), decimals) + " to " + decimals(figure.high(), decimals)
        : "";
  }

  /** As 1 min 42 s. */
  static String time(double seconds) {
    if (seconds < 60) {
      return decimals(seconds, 1) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? format("%d min %d s", whole / 60, whole % 60)
        : format("%d h %d min", whole / 3600, whole % 3600 / 60);
  }
}
