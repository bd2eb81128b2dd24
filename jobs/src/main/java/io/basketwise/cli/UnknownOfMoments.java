package io.basketwise.cli;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.Contract;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.MalformedMomentException;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of moments is not known. It is no error, since it means less evidence, but whoever writes
 * {@code item} for {@code item_id} is to notice. Holds a count and the first name of each sort.
 */
final class UnknownOfMoments {
  private static final Duration FAR = Duration.ofDays(366);
  private static final int LONGEST_NAME = 60;

  private final Items items;
  private final Instant asOf;
  private final Set<String> eventTypes = eventTypes();
  private final Tally malformed = new Tally("malformed");
  private final Tally members = new Tally("with a member that is not known");
  private final Tally strangers = new Tally("with an item that the version does not know");
  private final Tally types = new Tally("with an event type that is not known");
  private final Tally times = new Tally("more than a year from the version's date");
  private final List<Tally> tallies = List.of(malformed, members, strangers, types, times);
  private long moments;

  UnknownOfMoments(Artifact version) {
    items = version.items();
    asOf = version.manifest().asOf().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Set<String> eventTypes() {
    return Contract.of(Table.CLICKS).columns().stream()
        .filter(column -> column.name().equals(ClickColumns.EVENT_TYPE))
        .flatMap(column -> column.words().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Reads a line; the moment is what it is without anybody looking. */
  Moment read(String line, long number) {
    moments++;
    var unknown = new ArrayList<String>();
    Moment moment;
    try {
      moment = MomentReader.read(line, unknown::add);
    } catch (MalformedMomentException e) {
      malformed.add(Stream.of(""), number);
      throw e;
    }
    members.add(unknown.stream(), number);
    strangers.add(named(moment).filter(id -> !id.isEmpty() && items.find(id) < 0), number);
    types.add(
        moment.events().stream()
            .map(SessionEvent::eventType)
            .filter(type -> !type.isEmpty() && !eventTypes.contains(type)),
        number);
    times.add(Stream.of(moment.at()).filter(this::far).map(Instant::toString), number);
    return moment;
  }

  private static Stream<String> named(Moment moment) {
    return Stream.of(
            Stream.of(moment.itemId()),
            moment.cart().stream().map(CartLine::itemId),
            moment.events().stream().map(SessionEvent::itemId),
            moment.owned().stream().map(OwnedItem::itemId),
            moment.shown().stream(),
            moment.onPage().stream(),
            moment.stock().keySet().stream().sorted())
        .flatMap(ids -> ids);
  }

  private boolean far(Instant at) {
    return !at.equals(Instant.EPOCH) && Duration.between(asOf, at).abs().compareTo(FAR) > 0;
  }

  boolean none() {
    return tallies.stream().allMatch(tally -> tally.lines == 0);
  }

  /** One line that says what was found, and one that says what becomes of it. */
  String text() {
    return String.format(Locale.ROOT, "basketwise: moments: %,d; ", moments)
        + tallies.stream()
            .filter(tally -> tally.lines > 0)
            .map(Tally::text)
            .collect(Collectors.joining("; "))
        + "\n  what is not known counts for nothing, see models/MOMENTS.md; with --strict this is exit code 3";
  }

  /** Lines with something of one sort. */
  private static final class Tally {
    private final String what;
    private String first = "";
    private long lines;

    private Tally(String what) {
      this.what = what;
    }

    private void add(Stream<String> names, long number) {
      names
          .findFirst()
          .ifPresent(
              name -> {
                if (lines == 0) {
                  first =
                      (name.isEmpty() ? "" : Printable.brief(name, LONGEST_NAME) + ", ")
                          + "line "
                          + number;
                }
                lines++;
              });
    }

    private String text() {
      return String.format(Locale.ROOT, "%s: %,d (first %s)", what, lines, first);
    }
  }
}
