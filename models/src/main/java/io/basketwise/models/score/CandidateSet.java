package io.basketwise.models.score;

import io.basketwise.models.artifact.Bundles;
import java.util.Arrays;

/**
 * The candidates of one decision with what was gathered for each, in columns with one slot a
 * candidate, found by a hash table with open addressing. It is used again for the next decision.
 */
final class CandidateSet {
  /** Bits of {@link #marks}: what leads to a candidate. */
  static final int RULE = 1;

  static final int LINEAR = 1 << 1;
  static final int COSINE = 1 << 2;
  static final int COMPLEMENT = 1 << 3;
  static final int SIMILAR = 1 << 4;
  static final int UPGRADE = 1 << 5;

  /** It would be an upgrade if it were cheaper. */
  static final int DEAR_UPGRADE = 1 << 6;

  /** Something of the visitor's that is due again. */
  static final int REPLENISH = 1 << 7;

  /** The moment says that it is in stock. */
  static final int LIVE_STOCK = 1 << 8;

  /** It is bought together with something at hand. */
  static final int BOUGHT_TOGETHER = RULE | LINEAR | COSINE | COMPLEMENT;

  /** There is something to name when it is offered. */
  static final int EVIDENCE = BOUGHT_TOGETHER | SIMILAR | UPGRADE | REPLENISH;

  private static final int FIRST_CAPACITY = 1024;
  private static final long FREE = -1;
  private static final int NO_RULE = -1;

  /**
   * Places that one line of the cache holds, at 64 bytes. Few candidates in a table that a huge
   * moment has left are cleared one by one: that touches fewer lines than to fill it would.
   */
  private static final int PLACES_A_LINE = 8;

  private int size;

  /** Written so that the reads that it came from are not left out. */
  @SuppressWarnings("UnusedVariable")
  private int fetched;

  private int[] items = new int[FIRST_CAPACITY];
  private int[] marks = new int[FIRST_CAPACITY];
  private double[] linear = new double[FIRST_CAPACITY];
  private double[] cosine = new double[FIRST_CAPACITY];
  private double[] ruleSum = new double[FIRST_CAPACITY];
  private float[] ruleConfidence = new float[FIRST_CAPACITY];
  private int[] rule = noRules(FIRST_CAPACITY);
  private int[] ruleAnchor = new int[FIRST_CAPACITY];

  /** Item and slot of each place, so that one read tells both; {@link #FREE} is neither. */
  private long[] table = emptyTable(2 * FIRST_CAPACITY);

  private static int[] noRules(int capacity) {
    var rules = new int[capacity];
    Arrays.fill(rules, NO_RULE);
    return rules;
  }

  private static long[] emptyTable(int capacity) {
    var table = new long[capacity];
    Arrays.fill(table, FREE);
    return table;
  }

  private static long cell(int item, int slot) {
    return ((long) item << Integer.SIZE) | slot;
  }

  /** Takes the sum of what was read ahead. */
  void fetched(int sum) {
    fetched = sum;
  }

  /** Forgets all candidates. */
  void clear() {
    Arrays.fill(marks, 0, size, 0);
    Arrays.fill(linear, 0, size, 0);
    Arrays.fill(cosine, 0, size, 0);
    Arrays.fill(ruleSum, 0, size, 0);
    Arrays.fill(ruleConfidence, 0, size, 0);
    Arrays.fill(rule, 0, size, NO_RULE);
    if (size < table.length / PLACES_A_LINE) {
      // Backwards, so that what leads to a place is still there when it is looked for.
      for (int slot = size - 1; slot >= 0; slot--) {
        table[place(items[slot])] = FREE;
      }
    } else {
      Arrays.fill(table, FREE);
    }
    size = 0;
  }

  /** The place of an item in the table, or the free one where it belongs. */
  private int place(int item) {
    int mask = table.length - 1;
    int place = ((item * 0x9E3779B9) >>> 7) & mask;
    while (table[place] != FREE && (int) (table[place] >>> Integer.SIZE) != item) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** The slot of an item, or -1. */
  int find(int item) {
    return (int) table[place(item)];
  }

  /**
   * The slot of an item, a new one when it is seen for the first time. It does the same for both,
   * since no processor could tell which it will be.
   */
  int slot(int item) {
    if (size == items.length) {
      grow();
    }
    int place = place(item);
    int found = (int) table[place];
    int fresh = found >>> (Integer.SIZE - 1);
    int slot = fresh == 0 ? found : size;
    table[place] = cell(item, slot);
    items[slot] = item;
    size += fresh;
    return slot;
  }

  private void grow() {
    int capacity = 2 * items.length;
    items = Arrays.copyOf(items, capacity);
    marks = Arrays.copyOf(marks, capacity);
    linear = Arrays.copyOf(linear, capacity);
    cosine = Arrays.copyOf(cosine, capacity);
    ruleSum = Arrays.copyOf(ruleSum, capacity);
    ruleConfidence = Arrays.copyOf(ruleConfidence, capacity);
    rule = Arrays.copyOf(rule, capacity);
    Arrays.fill(rule, size, capacity, NO_RULE);
    ruleAnchor = Arrays.copyOf(ruleAnchor, capacity);
    table = emptyTable(2 * capacity);
    for (int slot = 0; slot < size; slot++) {
      table[place(items[slot])] = cell(items[slot], slot);
    }
  }

  void mark(int slot, int mark) {
    marks[slot] |= mark;
  }

  void addLinear(int slot, float weight) {
    linear[slot] += weight;
  }

  void addCosine(int slot, float weight) {
    cosine[slot] += weight;
  }

  /** Adds a rule whose antecedent starts with an item; equal confidence is won by lift. */
  void addRule(int slot, Bundles bundles, int added, int firstItem) {
    float confidence = bundles.confidence(added);
    marks[slot] |= RULE;
    ruleSum[slot] += confidence;
    if (rule[slot] < 0
        || confidence > ruleConfidence[slot]
        || (confidence == ruleConfidence[slot] && bundles.lift(added) > bundles.lift(rule[slot]))) {
      ruleConfidence[slot] = confidence;
      rule[slot] = added;
      ruleAnchor[slot] = firstItem;
    }
  }

  int size() {
    return size;
  }

  int item(int slot) {
    return items[slot];
  }

  /** What leads to it, as bits such as {@link #RULE}. */
  int marks(int slot) {
    return marks[slot];
  }

  /** Sum over the context of the linear model's weights. */
  double linear(int slot) {
    return linear[slot];
  }

  /** Sum over the context of the cosine weights. */
  double cosine(int slot) {
    return cosine[slot];
  }

  /** Sum of the confidences of the rules that fire. */
  double ruleSum(int slot) {
    return ruleSum[slot];
  }

  /** The highest of them, 0 when no rule fires. */
  float ruleConfidence(int slot) {
    return ruleConfidence[slot];
  }

  /** The most confident rule that fires, or -1. */
  int rule(int slot) {
    return rule[slot];
  }

  /** The first item of that rule's antecedent. */
  int ruleAnchor(int slot) {
    return ruleAnchor[slot];
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
