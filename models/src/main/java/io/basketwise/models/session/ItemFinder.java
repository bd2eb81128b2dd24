package io.basketwise.models.session;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/** Finds items by id, some at a time, so that the memory of all can be fetched at once. */
@FunctionalInterface
public interface ItemFinder {
  /** The index of each id, -1 for one that the version does not know; an array of the caller's. */
  int[] find(String[] ids);

  /** The distinct items of some that were looked for, ascending; sorts what it is given. */
  static int[] distinct(int[] found) {
    Arrays.sort(found);
    int size = 0;
    for (int item : found) {
      if (item >= 0 && (size == 0 || item != found[size - 1])) {
        found[size++] = item;
      }
    }
    return size == found.length ? found : Arrays.copyOf(found, size);
  }

  /** Finds them one by one. */
  static ItemFinder each(ToIntFunction<String> index) {
    return ids -> Arrays.stream(ids).mapToInt(index).toArray();
  }
}
