package io.basketwise.behaviour;

import static io.basketwise.tables.ParquetRows.number;
import static io.basketwise.tables.ParquetRows.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.config.ShopConfig;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Behaviour;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.score.Scorer;
import io.basketwise.models.session.ItemFinder;
import io.basketwise.models.session.SessionFeatures;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.storage.Storage;
import io.basketwise.tables.ParquetRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A service that follows a shop's raw clicks and orders, knows nothing of the lake, and asks the
 * scorer what training was told of the same moments.
 */
public final class ServedSessions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> COMPARED =
      Set.of(Kind.PREFIX.name(), Kind.HALF.name(), Kind.LOGGED.name());

  private final Map<String, List<Group>> clicks;
  private final Map<String, List<Group>> orders;

  /** The offers, guests' included, by which something was ordered and kept, or given back. */
  private final Set<String> byOffer = new HashSet<>();

  private final Set<String> givenBack = new HashSet<>();

  private final Instant from;
  private int logged;
  private int taken;

  private ServedSessions(Path shop, Instant from) {
    this.from = from;
    clicks = by(shop.resolve("clicks"), click -> text(click, "session_id"));
    orders = by(shop.resolve("orders"), line -> text(line, "customer_id"));
    for (List<Group> order : by(shop.resolve("orders"), line -> text(line, "order_id")).values()) {
      boolean kept = order.stream().allMatch(ServedSessions::isKept);
      order.forEach(line -> (kept ? byOffer : givenBack).add(text(line, "offer_id")));
    }
  }

  private static Map<String, List<Group>> by(Path table, Function<Group, String> key) {
    return ParquetRows.read(table).stream()
        .filter(row -> !key.apply(row).isEmpty())
        .collect(Collectors.groupingBy(key));
  }

  private static LakeView lake(SparkSession spark, ShopConfig config, TimeWindow window) {
    return new LakeView(new Lake(spark, Storage.path(config.lake())), window);
  }

  /**
   * Compares features and answers, bit by bit.
   *
   * @return how many moments were compared
   */
  public static int compare(ShopConfig config, Path shop, LocalDate asOf) throws IOException {
    TimeWindow window = TimeWindow.of(config, asOf);
    Path version = new ArtifactStore(config.artifacts().local().orElseThrow()).live();
    var service = new ServedSessions(shop, window.first().atStartOfDay(ZoneOffset.UTC).toInstant());
    try (SparkSession spark = SparkSessions.start(config);
        Artifact artifact = Artifact.open(version);
        Scorer scorer = Scorer.of(artifact);
        ReadSessions sessions = new ReadSessions(lake(spark, config, window), config)) {
      List<Row> trained = sessions.run(version).collectAsList();
      int compared = 0;
      for (Row row : trained) {
        String kind = row.getAs(SessionRow.KIND);
        if (COMPARED.contains(kind) && service.isPlain(row.getAs(SessionRow.SESSION))) {
          service.compare(row, artifact, scorer);
          compared++;
        }
      }
      assertThat(service.logged).as("logged moments").isGreaterThan(500);
      assertThat(service.taken).as("offers taken").isGreaterThan(20);
      return compared;
    }
  }

  /** Whether what a service saw is what the lake kept: no dirt, and nothing given back. */
  private boolean isPlain(String session) {
    List<Group> events = clicks.getOrDefault(session, List.of());
    Set<String> ids = new HashSet<>();
    events.forEach(event -> ids.add(text(event, "event_id")));
    boolean clean =
        !events.isEmpty()
            && ids.size() == events.size()
            && events.stream().noneMatch(event -> text(event, "visitor_id").isEmpty())
            && events.stream().noneMatch(event -> text(event, "event_type").equals("heartbeat"))
            && !time(events.get(0), "occurred_at").isBefore(from);
    List<Group> owned = owned(events);
    return clean && owned.stream().allMatch(line -> isKept(line) || isReturn(line, owned));
  }

  /** A return of the whole of the only line of its item. */
  private static boolean isReturn(Group line, List<Group> all) {
    List<Group> same =
        all.stream().filter(other -> text(other, "item_id").equals(text(line, "item_id"))).toList();
    return text(line, "status").equals("returned")
        && same.size() == 2
        && same.stream().mapToDouble(other -> number(other, "quantity")).sum() == 0;
  }

  private static boolean isKept(Group line) {
    return text(line, "status").equals("placed")
        && number(line, "quantity") > 0
        && number(line, "unit_price") >= 0
        && !text(line, "item_id").isEmpty();
  }

  /** All lines of the session's customer in the window: what comes later may take back. */
  private List<Group> owned(List<Group> events) {
    String customer =
        events.stream()
            .map(event -> text(event, "customer_id"))
            .filter(id -> !id.isEmpty())
            .findFirst()
            .orElse("");
    return orders.getOrDefault(customer, List.of());
  }

  /** Whether an order names the offer of a logged moment. */
  private void compareTaken(Row row) {
    List<Group> events = clicks.getOrDefault(row.<String>getAs(SessionRow.SESSION), List.of());
    String offer =
        events.stream()
            .filter(event -> text(event, "event_id").equals(row.getAs(SessionRow.EVENT)))
            .map(event -> text(event, "offer_id"))
            .findFirst()
            .orElseThrow();
    boolean accepted =
        events.stream()
            .anyMatch(
                event ->
                    text(event, "event_type").equals("offer_accept")
                        && text(event, "offer_id").equals(offer));
    Double expected =
        offer.isEmpty() ? Double.NaN : accepted || byOffer.contains(offer) ? 1.0 : 0.0;
    if (offer.isEmpty() || accepted || !givenBack.contains(offer)) {
      assertThat(row.<Double>getAs(SessionRow.TAKEN)).as(offer).isEqualTo(expected);
      taken += expected == 1 ? 1 : 0;
    }
  }

  private void compare(Row row, Artifact artifact, Scorer scorer) {
    List<Group> events = new ArrayList<>(clicks.getOrDefault(row.getString(0), List.of()));
    events.sort(
        Comparator.<Group, Instant>comparing(event -> time(event, "occurred_at"))
            .thenComparing(event -> text(event, "event_id")));
    assertThat(row.<String>getAs(SessionRow.VISITOR)).isEqualTo(text(events.get(0), "visitor_id"));
    Moment moment = MomentReader.read(asked(row, events).toString());
    double[] expected = new double[SessionFeature.count()];
    SessionRow.unpack(row, expected, 0);
    Behaviour behaviour = artifact.behaviour().orElseThrow();
    double[] found =
        new SessionFeatures(
                artifact, behaviour.signals(), ItemFinder.each(id -> find(artifact, id)))
            .of(moment);
    for (SessionFeature feature : SessionFeature.values()) {
      assertThat(Double.doubleToRawLongBits(found[feature.column()]))
          .as(
              "%s of %s: %s, trained on %s",
              feature, moment, found[feature.column()], expected[feature.column()])
          .isEqualTo(Double.doubleToRawLongBits(expected[feature.column()]));
    }
    Decision decision = scorer.decide(moment);
    assertThat(decision.purchaseProbability().orElseThrow())
        .isEqualTo(behaviour.models().purchase().orElseThrow().probabilities(expected)[0]);
  }

  private static int find(Artifact artifact, String id) {
    return IntStream.range(0, artifact.items().size())
        .filter(item -> artifact.items().id(item).equals(id))
        .findFirst()
        .orElse(-1);
  }

  /** The moment of a row: after some events or, where it was logged, before what came of it. */
  private ObjectNode asked(Row row, List<Group> events) {
    int count = row.<Integer>getAs(SessionRow.POSITION);
    String event = row.getAs(SessionRow.EVENT);
    if (event.isEmpty()) {
      return asked(events, count, events.get(count - 1));
    }
    List<String> ids = events.stream().map(each -> text(each, "event_id")).toList();
    assertThat(count).isEqualTo(ids.indexOf(event));
    compareTaken(row);
    logged++;
    return asked(events, count, events.get(count));
  }

  /** The moment after some events, as the service tells it now. */
  private ObjectNode asked(List<Group> events, int count, Group now) {
    ObjectNode moment = JSON.createObjectNode();
    List<Group> seen = events.subList(0, count);
    moment.put("at", time(now, "occurred_at").toString());
    moment.put("visitor_id", text(now, "visitor_id"));
    moment.put("device", text(now, "device"));
    String page = "home";
    String viewed = "";
    Map<String, double[]> cart = new LinkedHashMap<>();
    ArrayNode told = moment.putArray("events");
    for (Group event : seen) {
      page = page(event, page);
      viewed = text(event, "event_type").equals("item_view") ? text(event, "item_id") : viewed;
      keep(cart, event);
      told.add(told(event));
    }
    page = page(now, page);
    moment.put("placement", page);
    if (page.equals("product_page")) {
      moment.put("item_id", viewed);
    }
    ArrayNode lines = moment.putArray("cart");
    cart.forEach(
        (item, line) ->
            lines
                .addObject()
                .put("item_id", item)
                .put("quantity", line[0])
                .put("unit_price", line[1]));
    customer(moment, events);
    return moment;
  }

  /** The page that an event names, else the one before. */
  private static String page(Group event, String before) {
    String placement = text(event, "placement");
    return Placement.of(placement).isPresent() ? placement : before;
  }

  private static void keep(Map<String, double[]> cart, Group event) {
    String item = text(event, "item_id");
    double units = number(event, "quantity");
    switch (text(event, "event_type")) {
      case "add_to_cart" -> {
        double[] line = cart.computeIfAbsent(item, id -> new double[2]);
        line[0] += units;
        line[1] = number(event, "price");
      }
      case "remove_from_cart" -> {
        double[] line = cart.getOrDefault(item, new double[2]);
        line[0] -= units;
        cart.entrySet().removeIf(entry -> entry.getValue()[0] <= 0);
      }
      case "purchase" -> cart.clear();
      default -> {}
    }
  }

  private static ObjectNode told(Group event) {
    ObjectNode told = JSON.createObjectNode();
    for (String name : List.of("event_id", "event_type", "placement", "item_id", "channel")) {
      told.put(name, text(event, name));
    }
    told.put("occurred_at", time(event, "occurred_at").toString());
    for (String name : List.of("price", "quantity", "value")) {
      if (event.getFieldRepetitionCount(name) > 0) {
        told.put(name, number(event, name));
      }
    }
    if (event.getFieldRepetitionCount("dwell_ms") > 0) {
      told.put("dwell_ms", event.getLong("dwell_ms", 0));
    }
    return told;
  }

  private void customer(ObjectNode moment, List<Group> events) {
    String customer = text(events.get(0), "customer_id");
    if (customer.isEmpty()) {
      return;
    }
    Instant start = time(events.get(0), "occurred_at");
    List<Group> before =
        orders.getOrDefault(customer, List.of()).stream()
            .filter(line -> time(line, "ordered_at").isBefore(start))
            .collect(Collectors.toCollection(ArrayList::new));
    Set<String> returned =
        before.stream()
            .filter(line -> number(line, "quantity") < 0)
            .map(line -> text(line, "item_id"))
            .collect(Collectors.toSet());
    before.removeIf(line -> returned.contains(text(line, "item_id")));
    moment.put("customer_id", customer);
    moment.put("first_time_buyer", before.isEmpty());
    ArrayNode owned = moment.putArray("owned");
    for (Group line : before) {
      owned
          .addObject()
          .put("item_id", text(line, "item_id"))
          .put("ordered_at", time(line, "ordered_at").toString());
    }
  }

  private static Instant time(Group row, String field) {
    return Instant.EPOCH.plus(row.getLong(field, 0), ChronoUnit.MICROS);
  }
}
