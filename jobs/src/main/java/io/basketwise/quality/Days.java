package io.basketwise.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.minute;
import static org.apache.spark.sql.functions.unix_date;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

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

  /** Column: the day of a time, since 1970-01-01 UTC. */
  static Column day(String at) {
    return unix_date(col(at).cast("date"));
  }

  /** Column: the slot of a time. */
  static Column slot(String at) {
    return hour(col(at)).multiply(6).plus(minute(col(at)).divide(10).cast("int")).cast("int");
  }

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

  /** These rows and others. */
  Days plus(Days more) {
    Days both = new Days();
    both.addAll(this);
    both.addAll(more);
    return both;
  }

  private void addAll(Days more) {
    more.days.forEach(
        (day, slots) -> {
          for (int slot = 0; slot < SLOTS; slot++) {
            add(day, slot, slots[slot]);
          }
        });
  }

  /** The days with rows, from one on and before another. */
  List<Integer> from(int first, int before) {
    return first < before ? List.copyOf(days.subMap(first, before).keySet()) : List.of();
  }

  /** The last day with rows before one, if there is any. */
  List<Integer> last(int before) {
    return Optional.ofNullable(days.lowerKey(before)).stream().toList();
  }

  /**
   * Days without any row before the last that has some, of a weekday that had rows in most of the
   * weeks before, from one on and before another.
   */
  List<Integer> missing(int first, int before) {
    if (days.isEmpty()) {
      return List.of();
    }
    int end = Math.min(days.lastKey(), before);
    return IntStream.range(Math.max(first, days.firstKey()), end)
        .filter(day -> !days.containsKey(day) && weeks(day).count() > WEEKS / 2)
        .boxed()
        .toList();
  }

  /** The midnight at which a day since 1970-01-01 UTC begins. */
  static Instant start(int day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The day of a time, since 1970-01-01 UTC. */
  static int of(Instant time) {
    return Math.toIntExact(LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay());
  }
}
