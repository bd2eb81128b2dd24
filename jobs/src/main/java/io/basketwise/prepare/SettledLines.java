package io.basketwise.prepare;

import io.basketwise.prepare.OrderLines.Fate;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** The lines of one buyer and one item, in order of time, settled against each other. */
final class SettledLines {
  private static final int NONE = -1;

  private final LineLayout layout;
  private final List<Row> lines;
  private final boolean[] cancelled;

  /** For a return that is told again the line that counts. */
  private final int[] twins;

  private final Netting netting;

  private SettledLines(List<Row> sorted, LineLayout layout) {
    this.layout = layout;
    this.lines = distinct(sorted, layout);
    this.cancelled = new boolean[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      cancelled[i] = !layout.isPlaced(lines.get(i));
    }
    cancelTwins();
    this.twins = new int[lines.size()];
    Arrays.fill(twins, NONE);
    findTwins();
    this.netting = Netting.of(quantities(), cancelled);
  }

  /** The rows that differ from what the lake has of these lines. */
  static List<Row> of(List<Row> sorted, LineLayout layout) {
    return new SettledLines(sorted, layout).changes();
  }

  /** Copies are neighbours, the one that the lake has first. */
  private static List<Row> distinct(List<Row> sorted, LineLayout layout) {
    List<Row> distinct = new ArrayList<>(sorted.size());
    for (Row line : sorted) {
      if (distinct.isEmpty() || !layout.copies(line, distinct.get(distinct.size() - 1))) {
        distinct.add(line);
      }
    }
    return distinct;
  }

  /** A line that is told once as placed and once as cancelled was cancelled; one for one. */
  private void cancelTwins() {
    for (int i = 0; i < lines.size(); i++) {
      if (layout.isPlaced(lines.get(i)) || lines.get(i).getDouble(layout.quantity()) < 0) {
        continue;
      }
      for (int j = 0; j < lines.size(); j++) {
        if (!cancelled[j] && layout.sameLine(lines.get(i), lines.get(j))) {
          cancelled[j] = true;
          break;
        }
      }
    }
  }

  /** A return that is told again with another status is still one return; one for one. */
  private void findTwins() {
    for (int i = 0; i < twins.length; i++) {
      boolean isReturn = lines.get(i).getDouble(layout.quantity()) < 0;
      for (int j = i + 1; j < twins.length && isReturn && twins[i] == NONE; j++) {
        if (twins[j] == NONE && sameReturn(lines.get(i), lines.get(j))) {
          twins[j] = i;
          break;
        }
      }
    }
  }

  private boolean sameReturn(Row a, Row b) {
    return layout.sameLine(a, b) && !layout.sameStatus(a, b);
  }

  private double[] quantities() {
    double[] quantities = new double[lines.size()];
    for (int i = 0; i < quantities.length; i++) {
      quantities[i] = twins[i] == NONE ? lines.get(i).getDouble(layout.quantity()) : 0;
    }
    return quantities;
  }

  private List<Row> changes() {
    List<Row> changes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Row before = lines.get(i);
      Row after = settled(i);
      if (!before.getBoolean(layout.known()) || !sameFate(before, after)) {
        changes.add(after);
      }
    }
    return changes;
  }

  private boolean sameFate(Row before, Row after) {
    return before.get(layout.fate()).equals(after.get(layout.fate()))
        && Objects.equals(before.get(layout.goneAt()), after.get(layout.goneAt()))
        && taken(before).equals(taken(after));
  }

  private List<Row> taken(Row line) {
    return line.isNullAt(layout.taken()) ? List.of() : line.getList(layout.taken());
  }

  private Row settled(int i) {
    Row line = lines.get(i);
    if (line.getDouble(layout.quantity()) < 0) {
      int counted = twins[i] == NONE ? i : twins[i];
      Fate fate = netting.matched(counted) ? Fate.RETURN : Fate.UNMATCHED_RETURN;
      return layout.with(line, fate.name(), null, null);
    }
    if (cancelled[i]) {
      return layout.with(line, Fate.CANCELLED.name(), null, null);
    }
    List<Row> taken = new ArrayList<>();
    for (Netting.Taken each : netting.taken(i)) {
      taken.add(RowFactory.create(at(each.line()), each.units()));
    }
    @Nullable Timestamp goneAt =
        netting.remaining(i) > 0 || taken.isEmpty()
            ? null
            : (Timestamp) taken.get(taken.size() - 1).get(0);
    return layout.with(
        line,
        Fate.PLACED.name(),
        taken.isEmpty() ? null : CollectionConverters.asScala(taken).toSeq(),
        goneAt);
  }

  private Timestamp at(int line) {
    return lines.get(line).getTimestamp(layout.at());
  }
}
