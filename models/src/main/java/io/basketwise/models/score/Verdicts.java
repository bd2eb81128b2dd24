package io.basketwise.models.score;

import java.util.Arrays;

/** What eligibility says of each slot; used again for the next decision. */
final class Verdicts {
  private byte[] drops = new byte[0];
  private int[] kinds = new int[0];
  private int[] eligible = new int[0];
  private int size;

  void clear(int slots) {
    if (slots > drops.length) {
      drops = new byte[Math.max(slots, 2 * drops.length)];
      kinds = new int[drops.length];
      eligible = new int[drops.length];
    }
    size = slots;
    Arrays.fill(drops, 0, slots, Drop.NONE.code());
    Arrays.fill(kinds, 0, slots, 0);
  }

  int size() {
    return size;
  }

  /** Why a candidate fell, {@link Drop#NONE} when it is eligible. */
  Drop drop(int slot) {
    return Drop.of(drops[slot]);
  }

  boolean eligible(int slot) {
    return drops[slot] == Drop.NONE.code();
  }

  /** The kinds as which a candidate can be offered, as bits of {@link KindChoice}. */
  int kinds(int slot) {
    return kinds[slot];
  }

  void set(int slot, Drop drop) {
    drops[slot] = drop.code();
  }

  void setKinds(int slot, int bits) {
    kinds[slot] = bits;
  }

  /** Counts the eligible slots; {@link #slot} tells them in ascending order. */
  int collectEligible() {
    int count = 0;
    byte none = Drop.NONE.code();
    for (int slot = 0; slot < size; slot++) {
      eligible[count] = slot;
      count += drops[slot] == none ? 1 : 0;
    }
    return count;
  }

  int slot(int position) {
    return eligible[position];
  }

  boolean any(Drop drop) {
    for (int slot = 0; slot < size; slot++) {
      if (drops[slot] == drop.code()) {
        return true;
      }
    }
    return false;
  }
}
