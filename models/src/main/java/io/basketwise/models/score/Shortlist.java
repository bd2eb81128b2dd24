package io.basketwise.models.score;

import java.util.Arrays;

/**
 * The offers of a placement, best first: as many as there is room for, and of one category no more
 * than so many. The order is total: rank of precedence, worth, blend, then the lower item.
 *
 * <p>What is kept after any number of offers is what would be taken from all of them, sorted, one
 * by one: bounds of this shape are a matroid, where a better element that does not fit takes the
 * place of the worst one that it cannot stand beside.
 */
final class Shortlist {
  private int limit;
  private int perCategory;
  private int size;
  private int[] slots = new int[0];
  private int[] items = new int[0];
  private int[] categories = new int[0];
  private int[] precedences = new int[0];
  private double[] worths = new double[0];
  private double[] blends = new double[0];

  /** Starts anew with room for some of so many candidates. */
  void clear(int room, int candidates, int maxPerCategory) {
    limit = Math.min(room, candidates);
    perCategory = maxPerCategory;
    size = 0;
    if (limit > slots.length) {
      slots = Arrays.copyOf(slots, limit);
      items = Arrays.copyOf(items, limit);
      categories = Arrays.copyOf(categories, limit);
      precedences = Arrays.copyOf(precedences, limit);
      worths = Arrays.copyOf(worths, limit);
      blends = Arrays.copyOf(blends, limit);
    }
  }

  /** What a candidate that nothing puts before others must at least be worth to be taken. */
  double floor() {
    if (size < limit) {
      return Double.NEGATIVE_INFINITY;
    }
    return size > 0 && precedences[size - 1] == 0 ? worths[size - 1] : Double.POSITIVE_INFINITY;
  }

  /** Whether a candidate could be taken that is worth no more than so much. */
  boolean admits(int category, int precedence, double mostWorth) {
    // Who is worse than the last of a full list need not be compared with its own category.
    if (size == limit && (size == 0 || below(precedence, mostWorth, size - 1))) {
      return false;
    }
    int rival = rival(category);
    return rival < 0 || !below(precedence, mostWorth, rival);
  }

  private boolean below(int precedence, double mostWorth, int place) {
    return precedence < precedences[place]
        || (precedence == precedences[place] && mostWorth < worths[place]);
  }

  /** Takes a candidate if it is good enough, and gives up another for it where there must be. */
  void offer(int slot, int item, int category, int precedence, double worth, double blend) {
    int rival = rival(category);
    if (rival >= 0) {
      if (rival == size || !before(item, precedence, worth, blend, rival)) {
        return;
      }
      shift(rival + 1, size, -1);
      size--;
    }
    int place = size;
    while (place > 0 && before(item, precedence, worth, blend, place - 1)) {
      place--;
    }
    shift(place, size, 1);
    size++;
    slots[place] = slot;
    items[place] = item;
    categories[place] = category;
    precedences[place] = precedence;
    worths[place] = worth;
    blends[place] = blend;
  }

  /** The worst one that must go for another of a category; -1 when there is room. */
  private int rival(int category) {
    if (full(category)) {
      int last = size - 1;
      while (categories[last] != category) {
        last--;
      }
      return last;
    }
    if (size < limit) {
      return -1;
    }
    return Math.max(0, size - 1);
  }

  /** Whether there are as many of a category as may be; an unknown one, -1, has no bound. */
  private boolean full(int category) {
    if (category < 0 || perCategory > size) {
      return false;
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += categories[i] == category ? 1 : 0;
    }
    return count >= perCategory;
  }

  private boolean before(int item, int precedence, double worth, double blend, int place) {
    if (precedence != precedences[place]) {
      return precedence > precedences[place];
    }
    if (worth != worths[place]) {
      return worth > worths[place];
    }
    return blend != blends[place] ? blend > blends[place] : item < items[place];
  }

  private void shift(int from, int to, int by) {
    int count = to - from;
    System.arraycopy(slots, from, slots, from + by, count);
    System.arraycopy(items, from, items, from + by, count);
    System.arraycopy(categories, from, categories, from + by, count);
    System.arraycopy(precedences, from, precedences, from + by, count);
    System.arraycopy(worths, from, worths, from + by, count);
    System.arraycopy(blends, from, blends, from + by, count);
  }

  /** How many there is room for. */
  int limit() {
    return limit;
  }

  int size() {
    return size;
  }

  /** The slot of a candidate, from the best, 0, on. */
  int slot(int place) {
    return slots[place];
  }

  /** The place of a slot, or -1. */
  int place(int slot) {
    for (int place = 0; place < size; place++) {
      if (slots[place] == slot) {
        return place;
      }
    }
    return -1;
  }

  /** Its blend. */
  double blend(int place) {
    return blends[place];
  }
}
