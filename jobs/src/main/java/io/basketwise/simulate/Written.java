package io.basketwise.simulate;

/**
 * What a simulation wrote.
 *
 * @param orderLines rows of orders, dirt included
 * @param events rows of clicks, dirt included
 * @param items rows of the catalog
 * @param labels sessions with a label
 * @param sessions true sessions
 * @param moments moments at which an offer could be shown
 */
public record Written(
    long orderLines, long events, long items, long labels, long sessions, long moments) {
  Written plus(Written other) {
    return new Written(
        orderLines + other.orderLines,
        events + other.events,
        items + other.items,
        labels + other.labels,
        sessions + other.sessions,
        moments + other.moments);
  }
}
