package io.basketwise.models.score;

import io.basketwise.models.artifact.Relation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The candidates of one decision with the evidence gathered for each, one slot a candidate, found
 * by a hash table with open addressing.
 */
final class CandidateSet {
  static final int FIRST_CAPACITY = 256;

  private final Map<Relation, PairColumn> pairs = new EnumMap<>(Relation.class);
  private final RuleColumn rules = new RuleColumn();
  private int size;
  private int[] items = new int[FIRST_CAPACITY];
  private int[] table = emptyTable(2 * FIRST_CAPACITY);

  CandidateSet() {
    for (Relation relation : Relation.values()) {
      pairs.put(relation, new PairColumn());
    }
  }

  private static int[] emptyTable(int capacity) {
    var table = new int[capacity];
    Arrays.fill(table, -1);
    return table;
  }

  /** The place of an item in the table, or the free one where it belongs. */
  private int place(int item) {
    int mask = table.length - 1;
    int place = ((item * 0x9E3779B9) >>> 7) & mask;
    while (table[place] >= 0 && items[table[place]] != item) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** The slot of an item, a new one when it is seen for the first time. */
  int slot(int item) {
    int place = place(item);
    if (table[place] >= 0) {
      return table[place];
    }
    if (size == items.length) {
      grow();
      place = place(item);
    }
    table[place] = size;
    items[size] = item;
    return size++;
  }

  private void grow() {
    int capacity = 2 * items.length;
    items = Arrays.copyOf(items, capacity);
    rules.grow(capacity);
    pairs.values().forEach(column -> column.grow(capacity));
    table = emptyTable(2 * capacity);
    for (int slot = 0; slot < size; slot++) {
      table[place(items[slot])] = slot;
    }
  }

  int size() {
    return size;
  }

  int item(int slot) {
    return items[slot];
  }

  RuleColumn rules() {
    return rules;
  }

  PairColumn pairs(Relation relation) {
    return Objects.requireNonNull(pairs.get(relation));
  }

  /** Whether there is a rule or a pair to name when this is offered. */
  boolean hasEvidence(int slot) {
    if (rules.fires(slot)) {
      return true;
    }
    for (PairColumn column : pairs.values()) {
      if (column.anchor(slot) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** All slots in ascending order of their items. */
  int[] slotsByItem() {
    var keys = new long[size];
    for (int slot = 0; slot < size; slot++) {
      keys[slot] = ((long) items[slot] << 32) | slot;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
