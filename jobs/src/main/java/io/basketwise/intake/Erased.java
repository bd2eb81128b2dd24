package io.basketwise.intake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.models.artifact.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/**
 * Who was erased: salted hashes of customers and visitors, so that rows of theirs that the inputs
 * still have are left out when they are read again. What they do after the erasure is new.
 *
 * @param salt of the lake's own
 * @param until by hash: rows up to this instant are left out
 */
public record Erased(String salt, Map<String, Instant> until) {
  private static final int BITS = 256;

  public Erased {
    until = Map.copyOf(until);
  }

  /** Nobody. */
  static Erased nobody(String salt) {
    return new Erased(salt, Map.of());
  }

  /** These and others. */
  public Erased and(List<String> ids, Instant at) {
    Map<String, Instant> all = new TreeMap<>(until);
    ids.forEach(id -> all.put(hash(id), at));
    return new Erased(salt, all);
  }

  /** The hash by which somebody is known. */
  public String hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest((salt + id).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether a row of the contract belongs to somebody who was erased; never null. */
  Column has(Table table) {
    if (until.isEmpty()) {
      return lit(false);
    }
    return switch (table) {
      case ORDERS -> has(OrderColumns.CUSTOMER_ID, OrderColumns.ORDERED_AT);
      case CLICKS ->
          has(ClickColumns.CUSTOMER_ID, ClickColumns.OCCURRED_AT)
              .or(
                  has(ClickColumns.VISITOR_ID, ClickColumns.OCCURRED_AT)
                      .and(col(ClickColumns.CUSTOMER_ID).isNull()));
      case CATALOG, LABELS -> lit(false);
    };
  }

  private Column has(String id, String at) {
    Column hash = sha2(concat(lit(salt), col(id)).cast("binary"), BITS);
    Column any = lit(false);
    Map<Instant, List<String>> byTime = new TreeMap<>();
    until.forEach((key, time) -> byTime.computeIfAbsent(time, t -> new ArrayList<>()).add(key));
    for (Map.Entry<Instant, List<String>> entry : byTime.entrySet()) {
      any = any.or(hash.isin(entry.getValue().toArray()).and(col(at).leq(lit(entry.getKey()))));
    }
    return coalesce(any, lit(false));
  }

  String toJson() {
    Map<String, Object> times = new TreeMap<>();
    until.forEach((hash, at) -> times.put(hash, at.toString()));
    return Json.write(new TreeMap<>(Map.of("salt", salt, "until", times)));
  }

  static Erased fromJson(String text) {
    Map<?, ?> tree = (Map<?, ?>) Json.read(text);
    Map<String, Instant> until = new TreeMap<>();
    ((Map<?, ?>) tree.get("until"))
        .forEach((hash, at) -> until.put((String) hash, Instant.parse((String) at)));
    return new Erased((String) tree.get("salt"), until);
  }
}
