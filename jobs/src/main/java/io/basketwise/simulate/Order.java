package io.basketwise.simulate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of an order share.
 *
 * @param customerId missing for guests
 * @param sessionId missing where the session was not tracked, or there is none
 */
record Order(
    String id,
    Instant at,
    @Nullable String customerId,
    @Nullable String sessionId,
    boolean gift,
    String channel,
    String region) {}
