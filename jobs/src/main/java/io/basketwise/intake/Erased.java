package io.basketwise.intake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.udf;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.LabelColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.models.artifact.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Who was erased: salted hashes of customers, of visitors and of their sessions, so that rows of
 * theirs that the inputs still have are left out when they are read again. A customer and a visitor
 * of one id may be two people. What they do after the erasure is new, and so is a row that bears a
 * later time because a clock was wrong: nothing tells the two apart. A row without a time is left
 * out.
 *
 * @param salt of the lake's own
 * @param until by hash: rows up to this instant are left out
 */
public record Erased(String salt, Map<String, Instant> until) {
  private static final int BITS = 256;

  /** Goes before a session's name, lest it be taken for a person's. */
  private static final String SESSION = "s:";

  /** The same for an order of which neither customer nor session is known. */
  private static final String ORDER = "o:";

  /** Go before the ids of people: a control character, as hardly any id has. */
  private static final String CUSTOMER = "c\u001f";

  private static final String VISITOR = "v\u001f";

  /** Lists of earlier builds have nothing before an id, whether a customer's or a visitor's. */
  private static final String ANYBODY = "";

  public Erased {
    until = Map.copyOf(until);
  }

  /** Nobody. */
  static Erased nobody(String salt) {
    return new Erased(salt, Map.of());
  }

  /** These and others, with their sessions and those of their orders that name nobody. */
  public Erased and(
      List<String> customers,
      List<String> visitors,
      List<String> sessions,
      List<String> orders,
      Instant at) {
    Map<String, Instant> all = new TreeMap<>(until);
    customers.forEach(id -> all.put(customerHash(id), at));
    visitors.forEach(id -> all.put(visitorHash(id), at));
    sessions.forEach(session -> all.put(hash(SESSION, session), at));
    orders.forEach(order -> all.put(hash(ORDER, order), at));
    return new Erased(salt, all);
  }

  /** When somebody was last erased; empty where nobody was. */
  public Optional<Instant> latest() {
    return until.values().stream().max(Comparator.naturalOrder());
  }

  /** Changes whenever somebody is erased, and is the same for every lake where nobody was. */
  public String digest() {
    return until.isEmpty() ? "" : sha256(toJson());
  }

  /** The hash by which a customer is known. */
  public String customerHash(String id) {
    return hash(CUSTOMER, id);
  }

  /** The hash by which a visitor is known. */
  public String visitorHash(String id) {
    return hash(VISITOR, id);
  }

  private String hash(String kind, String id) {
    return sha256(salt + kind + id);
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
      case ORDERS ->
          person(CUSTOMER, col(OrderColumns.CUSTOMER_ID), col(OrderColumns.ORDERED_AT))
              .or(
                  has(SESSION, col(OrderColumns.SESSION_ID), col(OrderColumns.ORDERED_AT))
                      .and(col(OrderColumns.CUSTOMER_ID).isNull()))
              .or(
                  has(ORDER, col(OrderColumns.ORDER_ID), col(OrderColumns.ORDERED_AT))
                      .and(col(OrderColumns.CUSTOMER_ID).isNull()));
      case CLICKS ->
          person(CUSTOMER, col(ClickColumns.CUSTOMER_ID), col(ClickColumns.OCCURRED_AT))
              .or(
                  person(VISITOR, col(ClickColumns.VISITOR_ID), col(ClickColumns.OCCURRED_AT))
                      .and(col(ClickColumns.CUSTOMER_ID).isNull()));
      case LABELS -> has(SESSION, col(LabelColumns.SESSION_ID), lit(null).cast("timestamp"));
      case CATALOG -> lit(false);
    };
  }

  private Column person(String kind, Column id, Column at) {
    return has(kind, id, at).or(has(ANYBODY, id, at));
  }

  /** Looked up as data: an expression over all erasures of years would be too deep to plan. */
  private Column has(String kind, Column id, Column at) {
    Column hash = sha2(concat(lit(salt + kind), id).cast("binary"), BITS);
    Map<String, Instant> times = new HashMap<>(until);
    UDF2<String, Timestamp, Boolean> before =
        (key, time) -> {
          Instant last = times.get(key);
          return last != null && (time == null || !time.toInstant().isAfter(last));
        };
    return udf(before, DataTypes.BooleanType).apply(hash, at);
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
