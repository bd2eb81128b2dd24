package io.basketwise.behaviour;

import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.behaviour.Timeline.Bought;
import io.basketwise.behaviour.Timeline.Logged;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Signals;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.session.ItemFinder;
import io.basketwise.models.session.SessionFeatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Cuts sessions into the moments that models learn from and are measured at. */
final class SessionRows {
  private static final Set<String> ASKED =
      Set.of("page_view", "item_view", "search", "cart_view", "checkout_start");
  private static final String OFFER = "offer_view";
  private static final String QUIET = "offer_quiet";
  private static final String ACCEPT = "offer_accept";
  private static final String PURCHASE = "purchase";
  private static final long DAY_MILLIS = 86_400_000;

  private final Items items;
  private final Signals signals;
  private final Map<String, Integer> index = new HashMap<>();
  private final SessionFeatures features;
  private final int momentsPerSession;
  private final int maxEvents;
  private final long seed;

  SessionRows(Artifact artifact, int momentsPerSession, int maxEvents, long seed) {
    items = artifact.items();
    signals = artifact.behaviour().orElseThrow().signals();
    for (int item = 0; item < items.size(); item++) {
      index.put(items.id(item), item);
    }
    features = new SessionFeatures(artifact, signals, ItemFinder.each(this::find));
    this.momentsPerSession = momentsPerSession;
    this.maxEvents = maxEvents;
    this.seed = seed;
  }

  /** The rows of a partition of sessions, over the items of the version in a folder. */
  static Iterator<Row> of(
      Iterator<Row> sessions, Path folder, int momentsPerSession, int maxEvents, long seed) {
    SessionRows rows = new SessionRows(Artifact.open(folder), momentsPerSession, maxEvents, seed);
    return Stream.generate(() -> sessions)
        .takeWhile(Iterator::hasNext)
        .map(all -> TimelineReader.read(all.next()))
        .flatMap(rows::of)
        .iterator();
  }

  private int find(String id) {
    return index.getOrDefault(id, -1);
  }

  /** The rows of a session. */
  Stream<Row> of(Timeline timeline) {
    int size = timeline.events().size();
    if (size > maxEvents) {
      return leftOut(timeline);
    }
    Cutter cutter = new Cutter(timeline);
    List<Row> rows = new ArrayList<>();
    for (int cut : drawn(timeline)) {
      Instant at = timeline.events().get(cut).event().occurredAt();
      rows.add(cutter.row(Kind.PREFIX, cut + 1, at));
    }
    int half = (size + 1) / 2;
    rows.add(cutter.row(Kind.HALF, half, timeline.events().get(half - 1).event().occurredAt()));
    rows.add(cutter.row(Kind.WHOLE, size, timeline.end()));
    for (int i = 0; i < beforePurchase(timeline); i++) {
      Logged logged = timeline.events().get(i);
      if (isMoment(logged)) {
        rows.add(cutter.logged(i, logged));
      }
    }
    return rows.stream();
  }

  /** How many events there are before the first order: no moment after that could change it. */
  private static int beforePurchase(Timeline timeline) {
    Predicate<Logged> after =
        timeline.events().stream().anyMatch(logged -> logged.is(PURCHASE))
            ? logged -> logged.is(PURCHASE)
            : afterOrder(timeline);
    int events = 0;
    while (events < timeline.events().size() && !after.test(timeline.events().get(events))) {
      events++;
    }
    return events;
  }

  /** An order that no event tells of has its own time, unless that is a day's alone. */
  private static Predicate<Logged> afterOrder(Timeline timeline) {
    Instant ordered =
        timeline.bought().stream()
            .map(Bought::at)
            .min(Comparator.naturalOrder())
            .filter(at -> at.isAfter(timeline.start()))
            .orElse(Instant.MAX);
    return logged -> logged.event().occurredAt().isAfter(ordered);
  }

  private static boolean isMoment(Logged logged) {
    return logged.is(OFFER) || logged.is(QUIET);
  }

  private static Stream<Row> leftOut(Timeline timeline) {
    Stream<String> moments =
        timeline.events().stream()
            .filter(SessionRows::isMoment)
            .map(logged -> logged.event().eventId());
    return Stream.concat(Stream.of(""), moments)
        .map(
            event ->
                RowFactory.create(
                    timeline.sessionId(),
                    day(timeline),
                    Kind.LEFT_OUT.name(),
                    0,
                    new byte[0],
                    false,
                    false,
                    0.0,
                    0.0,
                    false,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    false,
                    Double.NaN,
                    event,
                    visitor(timeline)));
  }

  /** Who came, as far as it is known; a session without a visitor is a visitor of its own. */
  private static String visitor(Timeline timeline) {
    return timeline.visitorId().isEmpty() ? timeline.sessionId() : timeline.visitorId();
  }

  private static int day(Timeline timeline) {
    return (int) Math.floorDiv(timeline.start().toEpochMilli(), DAY_MILLIS);
  }

  /**
   * Events after which a decision could be asked for, a few of them drawn by the session's id. None
   * after an order: of that one nothing is left to foretell, and the cart is empty.
   */
  private int[] drawn(Timeline timeline) {
    int[] asked =
        IntStream.range(0, beforePurchase(timeline))
            .filter(i -> ASKED.contains(timeline.events().get(i).event().eventType()))
            .toArray();
    SplittableRandom random = new SplittableRandom(seed ^ hash(timeline.sessionId()));
    int wanted = Math.min(momentsPerSession, asked.length);
    for (int i = 0; i < wanted; i++) {
      int other = i + random.nextInt(asked.length - i);
      int swapped = asked[i];
      asked[i] = asked[other];
      asked[other] = swapped;
    }
    return IntStream.range(0, wanted).map(i -> asked[i]).sorted().toArray();
  }

  /** FNV-1a, so that the draw does not depend on a JVM. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ each) * 0x100000001b3L;
    }
    return hash;
  }

  /** Makes the rows of one session. */
  private final class Cutter {
    private final Timeline timeline;
    private final Replay replay;
    private final double maxUnits;
    private final double unitsRatio;
    private final boolean upgraded;

    /** Something was ordered, and nobody tells what. */
    private final boolean unnamed;

    Cutter(Timeline timeline) {
      this.timeline = timeline;
      replay = new Replay(timeline);
      maxUnits = timeline.bought().stream().mapToDouble(Bought::quantity).max().orElse(0);
      unitsRatio = timeline.bought().stream().mapToDouble(this::ratio).max().orElse(0);
      upgraded = timeline.bought().stream().anyMatch(this::better);
      unnamed =
          timeline.bought().isEmpty()
              && timeline.events().stream()
                  .anyMatch(logged -> logged.is(PURCHASE) && logged.orderId().isEmpty());
    }

    private double ratio(Bought line) {
      int item = find(line.itemId());
      return item < 0 ? 0 : line.quantity() / signals.usualQuantity(item);
    }

    /**
     * Whether it is of a higher tier than something seen or had; an unknown tier is no lower one.
     */
    private boolean better(Bought line) {
      int item = find(line.itemId());
      if (item < 0 || items.familyCode(item) < 0) {
        return false;
      }
      Stream<String> known =
          Stream.concat(
              timeline.owned().stream().map(OwnedItem::itemId),
              timeline.events().stream().map(each -> each.event().itemId()));
      return known
          .filter(id -> !id.isEmpty())
          .mapToInt(SessionRows.this::find)
          .anyMatch(
              other ->
                  other >= 0
                      && items.familyCode(other) == items.familyCode(item)
                      && items.tier(other) >= 0
                      && items.tier(other) < items.tier(item));
    }

    Row row(Kind kind, int count, Instant at) {
      return row(kind, count, at, replay.placement(count), "", false, Double.NaN, "");
    }

    Row logged(int index, Logged logged) {
      Placement placement =
          Placement.of(logged.event().placement()).orElseGet(() -> replay.placement(index + 1));
      return row(
          Kind.LOGGED,
          index,
          logged.event().occurredAt(),
          placement,
          logged.offerId(),
          logged.is(OFFER),
          logged.propensity(),
          logged.event().eventId());
    }

    private Row row(
        Kind kind,
        int count,
        Instant at,
        Placement placement,
        String offer,
        boolean offered,
        double propensity,
        String event) {
      int telling = kind == Kind.LOGGED ? count + 1 : count;
      Moment moment = replay.after(count, telling, at, placement);
      Predicate<Bought> bySomethingElse = line -> offer.isEmpty() || !line.offerId().equals(offer);
      return RowFactory.create(
          timeline.sessionId(),
          day(timeline),
          kind.name(),
          count,
          SessionRow.packed(features.of(moment)),
          unnamed || !timeline.bought().isEmpty(),
          timeline.bought().stream().anyMatch(Bought::gift),
          maxUnits,
          unitsRatio,
          upgraded,
          unnamed ? Double.NaN : margin(bySomethingElse),
          margin(bySomethingElse.negate()),
          offer.isEmpty() ? Double.NaN : taken(offer),
          offered,
          propensity,
          event,
          visitor(timeline));
    }

    /** Orders need not name offers: an accepted one was taken, whatever came of it. */
    private double taken(String offer) {
      boolean ordered = timeline.bought().stream().anyMatch(line -> line.offerId().equals(offer));
      boolean accepted =
          timeline.events().stream()
              .anyMatch(logged -> logged.is(ACCEPT) && logged.offerId().equals(offer));
      return ordered || accepted ? 1 : 0;
    }

    /** NaN where a line's cost is unknown: so is the margin, and not zero. */
    private double margin(Predicate<Bought> counted) {
      return timeline.bought().stream().filter(counted).mapToDouble(this::margin).sum();
    }

    private double margin(Bought line) {
      int item = find(line.itemId());
      double cost = item < 0 ? Double.NaN : items.price(item) - items.margin(item);
      return line.quantity() * (line.price() - cost);
    }
  }
}
