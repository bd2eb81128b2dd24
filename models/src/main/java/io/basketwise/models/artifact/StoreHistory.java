package io.basketwise.models.artifact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a store remembers beside CURRENT: which versions were live, in their order, and which were
 * rolled back and must not come back by themselves.
 *
 * @param live versions by the time at which they last became live, the latest last, each once
 * @param rolledBack versions that were rolled back and not published since, the latest last
 */
public record StoreHistory(List<Event> live, List<Event> rolledBack) {
  /** A store of which nothing is remembered. */
  public static final StoreHistory EMPTY = new StoreHistory(List.of(), List.of());

  /** Events of each kind that are kept: the newest. */
  static final int MAX_EVENTS = 200;

  /** Copies the lists, and leaves out the oldest of too many events. */
  public StoreHistory {
    live = newest(live);
    rolledBack = newest(rolledBack);
  }

  /**
   * Something that happened to a version.
   *
   * @param reason one line of at most 500 characters, not blank
   */
  public record Event(String version, Instant at, String reason) {
    private static final int MAX_REASON = 500;

    /** Refuses a reason that is none. */
    public Event {
      if (reason.isBlank()
          || reason.length() > MAX_REASON
          || reason.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "the reason \""
                + JsonObject.brief(reason)
                + "\" is not one line of 1 to "
                + MAX_REASON
                + " characters");
      }
    }
  }

  private static List<Event> newest(List<Event> events) {
    return List.copyOf(events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size()));
  }

  /** When and why a version was rolled back, unless it was published again since. */
  public Optional<Event> rollbackOf(String version) {
    return rolledBack.stream().filter(event -> event.version().equals(version)).findFirst();
  }

  /** When and why a version last became live, as far as it is remembered. */
  public Optional<Event> publicationOf(String version) {
    return live.stream().filter(event -> event.version().equals(version)).findFirst();
  }

  /**
   * The versions that a rollback from one goes to, the best first: those that were live before it,
   * the latest first; then those of earlier dates that were never live here.
   *
   * @param existing all versions of the store
   */
  public List<String> before(String version, List<String> existing) {
    List<String> lived = live.stream().map(Event::version).toList();
    List<String> earlier =
        new ArrayList<>(lived.contains(version) ? lived.subList(0, lived.indexOf(version)) : lived);
    Collections.reverse(earlier);
    var targets = new LinkedHashSet<>(earlier);
    existing.stream()
        .filter(other -> other.compareTo(version) < 0 && !lived.contains(other))
        .sorted(Comparator.reverseOrder())
        .forEach(targets::add);
    return targets.stream()
        .filter(existing::contains)
        .filter(other -> !other.equals(version) && rollbackOf(other).isEmpty())
        .toList();
  }

  StoreHistory published(Event event) {
    if (!live.isEmpty() && live.get(live.size() - 1).version().equals(event.version())) {
      return new StoreHistory(live, without(rolledBack, event.version()));
    }
    return new StoreHistory(
        and(without(live, event.version()), event), without(rolledBack, event.version()));
  }

  StoreHistory rolledBack(Event event) {
    return new StoreHistory(
        without(live, event.version()), and(without(rolledBack, event.version()), event));
  }

  private static List<Event> without(List<Event> events, String version) {
    return events.stream().filter(event -> !event.version().equals(version)).toList();
  }

  private static List<Event> and(List<Event> events, Event event) {
    return Stream.concat(events.stream(), Stream.of(event)).toList();
  }

  String toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("live", live.stream().map(StoreHistory::tree).toList());
    tree.put("rolled_back", rolledBack.stream().map(StoreHistory::tree).toList());
    return Json.pretty(tree);
  }

  private static Map<String, Object> tree(Event event) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("version", event.version());
    tree.put("at", event.at().toString());
    tree.put("reason", event.reason());
    return tree;
  }

  /** Reads it back; a fault is a {@link JsonException}. */
  static StoreHistory fromJson(String text) {
    JsonObject json = JsonObject.of(Json.read(text));
    return new StoreHistory(events(json, "live"), events(json, "rolled_back"));
  }

  private static List<Event> events(JsonObject json, String name) {
    try {
      return json.objects(name).stream()
          .map(
              each ->
                  new Event(
                      each.text("version"),
                      each.parsed("at", "a UTC time", Instant::parse),
                      each.text("reason")))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new JsonException(String.valueOf(e.getMessage()));
    }
  }
}
