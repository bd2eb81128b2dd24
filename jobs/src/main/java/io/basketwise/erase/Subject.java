package io.basketwise.erase;

import java.util.List;
import java.util.Optional;

/**
 * Whom to erase. An id says nothing of what it is an id of: a customer and a visitor of one id may
 * be two people.
 *
 * @param customer the customer's id; empty for a guest
 * @param visitors ids of visitors who are known to be the person, beside those that events tell of
 */
public record Subject(Optional<String> customer, List<String> visitors) {
  public Subject {
    visitors = List.copyOf(visitors);
    if (customer.isEmpty() && visitors.isEmpty()) {
      throw new IllegalArgumentException("nobody is named");
    }
  }

  /** A customer. */
  public static Subject customer(String id) {
    return new Subject(Optional.of(id), List.of());
  }

  /** A guest. */
  public static Subject visitor(String id) {
    return new Subject(Optional.empty(), List.of(id));
  }
}
