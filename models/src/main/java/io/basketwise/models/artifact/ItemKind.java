package io.basketwise.models.artifact;

/** What sort of thing an item is. */
public enum ItemKind {
  PRODUCT(0),
  ADD_ON(1),
  WARRANTY(2),
  SERVICE(3),
  PLAN(4),
  SEAT(5);

  private final byte code;

  ItemKind(int code) {
    this.code = (byte) code;
  }

  /** Its number in the file; the constants stand in this order. */
  byte code() {
    return code;
  }
}
