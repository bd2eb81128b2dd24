package io.basketwise.prepare;

/**
 * What a batch changed of what the lake had before.
 *
 * @param rows earlier rows that a new one has changed: lines of which a return took, events of a
 *     session that goes on
 * @param follows baskets or sessions that were made, or made again
 */
public record MadeAgain(long rows, long follows) {
  /** Nothing of what was there before is left, or none of it had to change. */
  static final MadeAgain NOTHING = new MadeAgain(0, 0);
}
