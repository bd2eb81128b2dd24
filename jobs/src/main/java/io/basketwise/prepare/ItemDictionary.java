package io.basketwise.prepare;

import io.basketwise.models.format.StringColumn;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Numbers the items of a shop by the order of their ids' UTF-8 bytes, which is also the order of
 * the items in an artifact. It lives on the driver: about 200 bytes an item, so a million items
 * take 200 MB.
 */
public final class ItemDictionary {
  private final List<String> ids;
  private final Map<String, Integer> numbers;

  /** The dictionary of some ids, given in any order. */
  public ItemDictionary(Collection<String> ids) {
    this.ids = ids.stream().distinct().sorted(StringColumn.ORDER).toList();
    this.numbers = new HashMap<>(this.ids.size() * 2);
    for (int number = 0; number < this.ids.size(); number++) {
      numbers.put(this.ids.get(number), number);
    }
  }

  /** Ids by number. */
  public List<String> ids() {
    return ids;
  }

  /** Number of items. */
  public int size() {
    return ids.size();
  }

  /** The number of an id. */
  public OptionalInt number(String id) {
    Integer number = numbers.get(id);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Numbers by id, for broadcasting. */
  public Map<String, Integer> numbers() {
    // The JDK's own copy probes in a line, and ids that count up have hashes that do so too.
    return Collections.unmodifiableMap(numbers);
  }
}
