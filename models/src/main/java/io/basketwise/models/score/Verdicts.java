package io.basketwise.models.score;

import java.util.Arrays;

/** What eligibility says of each slot that it was asked about; used again for the next decision. */
final class Verdicts {
  /** The code of no {@link Drop}. */
  private static final byte OPEN = -1;

  private byte[] drops = new byte[0];
  private int[] kinds = new int[0];
  private int size;

  void clear(int slots) {
    if (slots > drops.length) {
      drops = new byte[Math.max(slots, 2 * drops.length)];
      kinds = new int[drops.length];
    }
    size = slots;
    Arrays.fill(drops, 0, slots, OPEN);
    Arrays.fill(kinds, 0, slots, 0);
  }

  int size() {
    return size;
  }

  /** Whether nothing was said yet. */
  boolean open(int slot) {
    return drops[slot] == OPEN;
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

  boolean any(Drop drop) {
    for (int slot = 0; slot < size; slot++) {
      if (drops[slot] == drop.code()) {
        return true;
      }
    }
    return false;
  }
}
