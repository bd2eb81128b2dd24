package io.basketwise.quality;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Rows by day and time of day, and how a day compares with the same weekday of the weeks before.
 */
final class Days {
  /** Slots of a day; a slot is ten minutes. */
  static final int SLOTS = 24 * 6;

  /** Weeks that a day is compared with. */
  static final int WEEKS = 8;

  private static final int WEEK = 7;

  /** Fewer weeks with rows are no history. */
  private static final int MIN_WEEKS = 4;

  private final NavigableMap<Integer, long[]> days = new TreeMap<>();

  /** Adds rows of a day since 1970-01-01 UTC. */
  void add(int day, int slot, long rows) {
    days.computeIfAbsent(day, key -> new long[SLOTS])[slot] += rows;
  }

  /** Rows of a day over the median of the same weekday; NaN without history. */
  double ratio(int day) {
    double median = median(weeks(day).mapToDouble(Days::sum).toArray());
    return median > 0 ? sum(days.getOrDefault(day, new long[SLOTS])) / median : Double.NaN;
  }

  /**
   * Median share of the same weekday's rows that came after the day's last; NaN without history.
   */
  double missingEnd(int day) {
    long[] slots = days.getOrDefault(day, new long[SLOTS]);
    int last = IntStream.range(0, SLOTS).filter(slot -> slots[slot] > 0).max().orElse(-1);
    return median(
        weeks(day)
            .mapToDouble(
                other ->
                    LongStream.of(Arrays.copyOfRange(other, last + 1, SLOTS)).sum()
                        / (double) sum(other))
            .toArray());
  }

  private Stream<long[]> weeks(int day) {
    return IntStream.rangeClosed(1, WEEKS)
        .mapToObj(week -> days.get(day - week * WEEK))
        .filter(slots -> slots != null && sum(slots) > 0);
  }

  private static long sum(long[] slots) {
    return LongStream.of(slots).sum();
  }

  private static double median(double[] values) {
    if (values.length < MIN_WEEKS) {
      return Double.NaN;
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** The days with rows. */
  Map<Integer, long[]> all() {
    return days;
  }
}
