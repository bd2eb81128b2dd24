package io.basketwise.models.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a moment from one line of JSON. No field is required and unknown ones are passed over; a
 * field of the wrong type is malformed.
 */
public final class MomentReader {
  private MomentReader() {}

  /** The moment on a line. */
  public static Moment read(String line) {
    return read(line, member -> {});
  }

  /**
   * The same, which also tells where a member stands that no moment has, such as {@code
   * cart[0].item}. An event may be a whole row of clicks.
   */
  public static Moment read(String line, Consumer<String> unknown) {
    try (JsonFields json = JsonFields.of(line, unknown)) {
      Moment.Builder moment = Moment.builder();
      json.object("moment", name -> readField(json, name, moment));
      json.end();
      return moment.build();
    } catch (JsonProcessingException e) {
      throw NotJson.of(line, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readField(JsonFields json, String name, Moment.Builder moment)
      throws IOException {
    switch (name) {
      case "moment_id" -> moment.momentId(json.text(name));
      case "at" -> moment.at(json.time(name));
      case "placement" -> moment.placement(placement(json.text(name)));
      case "visitor_id" -> moment.visitorId(json.text(name));
      case "customer_id" -> moment.customerId(json.text(name));
      case "consent" -> moment.consent(json.flag(name));
      case "device" -> moment.device(json.text(name));
      case "item_id" -> moment.itemId(json.text(name));
      case "cart" -> moment.cart(json.list(name, where -> cartLine(json, where)));
      case "events" -> moment.events(json.list(name, where -> event(json, where)));
      case "owned" -> moment.owned(json.list(name, where -> owned(json, where)));
      case "shown" -> moment.shown(json.list(name, json::text));
      case "on_page" -> moment.onPage(json.list(name, json::text));
      case "first_time_buyer" -> moment.firstTimeBuyer(json.flag(name));
      case "stock" -> moment.stock(json.map(name, json::whole));
      case "usage" -> moment.usage(json.map(name, json::number));
      case "limit" -> moment.limit(json.text(name));
      default -> json.skipUnknown(name);
    }
  }

  private static Placement placement(String key) {
    return Placement.of(key)
        .orElseThrow(
            () ->
                new MalformedMomentException(
                    "placement: found \""
                        + key
                        + "\", expected one of "
                        + Arrays.stream(Placement.values()).map(Placement::key).toList()));
  }

  private static CartLine cartLine(JsonFields json, String where) throws IOException {
    var line = new LineFields();
    json.object(
        where,
        name -> {
          switch (name) {
            case "item_id" -> line.itemId = json.text(where + "." + name);
            case "quantity" -> line.quantity = json.number(where + "." + name);
            case "unit_price" -> line.unitPrice = json.number(where + "." + name);
            default -> json.skipUnknown(where + "." + name);
          }
        });
    return new CartLine(line.itemId, line.quantity, line.unitPrice);
  }

  /** An item's id alone, or an object with the time of its last order. */
  private static OwnedItem owned(JsonFields json, String where) throws IOException {
    if (!json.atObject()) {
      return OwnedItem.of(json.text(where));
    }
    var item = new OwnedFields();
    json.object(
        where,
        name -> {
          switch (name) {
            case "item_id" -> item.itemId = json.text(where + "." + name);
            case "ordered_at" -> item.orderedAt = Optional.of(json.time(where + "." + name));
            default -> json.skipUnknown(where + "." + name);
          }
        });
    return new OwnedItem(item.itemId, item.orderedAt);
  }

  private static SessionEvent event(JsonFields json, String where) throws IOException {
    var event = new EventFields();
    json.object(where, name -> readEventField(json, where + "." + name, name, event));
    return new SessionEvent(
        event.eventId,
        event.occurredAt,
        event.eventType,
        event.placement,
        event.itemId,
        event.price,
        event.quantity,
        event.dwellMillis,
        event.value,
        event.channel);
  }

  private static void readEventField(JsonFields json, String where, String name, EventFields event)
      throws IOException {
    switch (name) {
      case "event_id" -> event.eventId = json.text(where);
      case "occurred_at" -> event.occurredAt = json.time(where);
      case "event_type" -> event.eventType = json.text(where);
      case "placement" -> event.placement = json.text(where);
      case "item_id" -> event.itemId = json.text(where);
      case "price" -> event.price = json.number(where);
      case "quantity" -> event.quantity = json.number(where);
      case "dwell_ms" -> event.dwellMillis = json.whole(where);
      case "value" -> event.value = json.number(where);
      case "channel" -> event.channel = json.text(where);
      case "visitor_id",
          "session_id",
          "customer_id",
          "device",
          "region",
          "order_id",
          "offer_id",
          "experiment",
          "variant",
          "propensity" ->
          json.skip();
      default -> json.skipUnknown(where);
    }
  }

  private static final class LineFields {
    private String itemId = "";
    private double quantity = 1;
    private double unitPrice = Double.NaN;
  }

  private static final class OwnedFields {
    private String itemId = "";
    private Optional<Instant> orderedAt = Optional.empty();
  }

  private static final class EventFields {
    private String eventId = "";
    private Instant occurredAt = Instant.EPOCH;
    private String eventType = "";
    private String placement = "";
    private String itemId = "";
    private double price = Double.NaN;
    private double quantity = Double.NaN;
    private long dwellMillis = -1;
    private double value = Double.NaN;
    private String channel = "";
  }
}
