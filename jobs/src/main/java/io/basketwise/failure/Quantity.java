package io.basketwise.failure;

import java.util.Locale;

/** Counts in sentences: one basket, but two baskets. */
public final class Quantity {
  private Quantity() {}

  /** So many of what a regular noun names, such as 1 file or 1,200 files. */
  public static String of(long number, String noun) {
    return of(number, noun, noun + "s");
  }

  /** The same with words of their own for one and for any other number. */
  public static String of(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }
}
