package io.basketwise.models.decision;

import java.time.Instant;
import java.util.Optional;

/** An item that the visitor has, and when it was last ordered, if that is known. */
public record OwnedItem(String itemId, Optional<Instant> orderedAt) {
  /**
   * Checks the time.
   *
   * @throws java.time.DateTimeException when it is outside the years 0 to 9998
   */
  public OwnedItem {
    orderedAt.ifPresent(Times::checked);
  }

  /** An item of which only the possession is known. */
  public static OwnedItem of(String itemId) {
    return new OwnedItem(itemId, Optional.empty());
  }
}
