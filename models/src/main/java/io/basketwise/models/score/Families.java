package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;

/** The items of each family: 4 bytes an item of a family, and 4 a family. */
final class Families {
  private final Items items;
  private final int[] offsets;
  private final int[] members;

  Families(Items items) {
    this.items = items;
    offsets = new int[items.families() + 1];
    int size = items.families() == 0 ? 0 : items.size();
    for (int item = 0; item < size; item++) {
      offsets[items.familyCode(item) + 1]++;
    }
    // Items of no family were counted in the first cell.
    offsets[0] = 0;
    for (int family = 0; family < items.families(); family++) {
      offsets[family + 1] += offsets[family];
    }
    members = new int[offsets[items.families()]];
    int[] next = offsets.clone();
    for (int item = 0; item < size; item++) {
      if (items.familyCode(item) >= 0) {
        members[next[items.familyCode(item)]++] = item;
      }
    }
  }

  /** The first member of an item's family; a family's members lie side by side. */
  int first(int item) {
    int family = items.familyCode(item);
    return family < 0 ? 0 : offsets[family];
  }

  /** One past its last member; the same as the first for an item of no family. */
  int end(int item) {
    return items.familyCode(item) < 0 ? 0 : offsets[items.familyCode(item) + 1];
  }

  int member(int position) {
    return members[position];
  }

  /** Whether an item is the better version of another of its family. */
  boolean better(int candidate, int item) {
    return items.familyCode(item) >= 0
        && items.familyCode(candidate) == items.familyCode(item)
        && items.tier(item) >= 0
        && items.tier(candidate) > items.tier(item);
  }
}
