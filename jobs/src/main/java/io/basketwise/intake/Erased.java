package io.basketwise.intake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.LabelColumns;
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
 * still have are left out when they are read again, and of their sessions, for the labels. What
 * they do after the erasure is new; a row without a time is left out.
 *
 * @param salt of the lake's own
 * @param until by hash: rows up to this instant are left out
 */
public record Erased(String salt, Map<String, Instant> until) {
  private static final int BITS = 256;

  /** Goes before a session's name, lest it be taken for a person's. */
  private static final String SESSION = "s:";

  public Erased {
    until = Map.copyOf(until);
  }

  /** Nobody. */
  static Erased nobody(String salt) {
    return new Erased(salt, Map.of());
  }

  /** These and others, with their sessions. */
  public Erased and(List<String> people, List<String> sessions, Instant at) {
    Map<String, Instant> all = new TreeMap<>(until);
    people.forEach(id -> all.put(hash(id), at));
    sessions.forEach(session -> all.put(hash(SESSION + session), at));
    return new Erased(salt, all);
  }

  /** Changes whenever somebody is erased, and is the same for every lake where nobody was. */
  public String digest() {
    return until.isEmpty() ? "" : sha256(toJson());
  }

  /** The hash by which somebody is known. */
  public String hash(String id) {
    return sha256(salt + id);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
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
      case ORDERS -> has(col(OrderColumns.CUSTOMER_ID), col(OrderColumns.ORDERED_AT));
      case CLICKS ->
          has(col(ClickColumns.CUSTOMER_ID), col(ClickColumns.OCCURRED_AT))
              .or(
                  has(col(ClickColumns.VISITOR_ID), col(ClickColumns.OCCURRED_AT))
                      .and(col(ClickColumns.CUSTOMER_ID).isNull()));
      case LABELS ->
          has(concat(lit(SESSION), col(LabelColumns.SESSION_ID)), lit(null).cast("timestamp"));
      case CATALOG -> lit(false);
    };
  }

  private Column has(Column id, Column at) {
    Column hash = sha2(concat(lit(salt), id).cast("binary"), BITS);
    Column any = lit(false);
    Map<Instant, List<String>> byTime = new TreeMap<>();
    until.forEach((key, time) -> byTime.computeIfAbsent(time, t -> new ArrayList<>()).add(key));
    for (Map.Entry<Instant, List<String>> entry : byTime.entrySet()) {
      Column before = at.isNull().or(at.leq(lit(entry.getKey())));
      any = any.or(hash.isin(entry.getValue().toArray()).and(before));
    }
    return coalesce(any, lit(false));
  }

  String toJson() {
    Map<String, Object> times = new TreeMap<>();
    until.forEach((hash, at) -> times.put(hash, at.toString()));
    return Json.write(new TreeMap<>(Map.of("salt", salt, "until", times)));
  }

  static Erased fromJson(String text) {
    if (Json.read(text) instanceof Map<?, ?> tree
        && tree.get("until") instanceof Map<?, ?> times
        && tree.get("salt") instanceof String salt) {
      Map<String, Instant> until = new TreeMap<>();
      times.forEach((hash, at) -> until.put((String) hash, Instant.parse((String) at)));
      return new Erased(salt, until);
    }
    throw new IllegalArgumentException("no list of erased people");
  }
}
