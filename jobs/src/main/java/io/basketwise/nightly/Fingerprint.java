package io.basketwise.nightly;

import io.basketwise.config.ConfigKeys;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.models.artifact.Json;
import io.basketwise.publish.CompilePolicy;
import io.basketwise.report.SoftwareVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names all that the results of a run follow from: rows up to the as-of date, who was erased,
 * configuration, policy and software. Equal fingerprints mean equal versions.
 */
final class Fingerprint {
  /** Keys that say where things lie or what is told of them, but not what becomes of them. */
  private static final String ELSEWHERE =
      "(lake|artifacts|reports|metrics|keepVersions|policy|lineage\\..*|spark\\..*|inputs\\..*\\.path)";

  private Fingerprint() {}

  /**
   * The fingerprint of a run.
   *
   * @param rows names those of each input that the run sees
   * @param erased digest of the list of erased people: an erasure takes rows of batches away
   */
  static String of(ShopConfig config, LocalDate asOf, Map<Table, String> rows, String erased) {
    Map<String, Object> all = new TreeMap<>();
    all.put("software", SoftwareVersion.text());
    all.put("as_of", asOf.toString());
    all.put("config", settings(config));
    all.put("policy", ofPolicy(config));
    Map<String, Object> tables = new TreeMap<>();
    rows.forEach((table, name) -> tables.put(table.key(), name));
    all.put("rows", tables);
    all.put("erased", erased);
    return sha256(Json.write(all));
  }

  /** Every key that decides what becomes of rows, with the value in force. */
  static SortedMap<String, String> settings(ShopConfig config) {
    SortedMap<String, String> keys = ConfigKeys.effective(config);
    keys.keySet().removeIf(key -> key.matches(ELSEWHERE));
    return keys;
  }

  /** Names a policy with its texts. */
  static String ofPolicy(ShopConfig config) {
    return sha256(Json.write(CompilePolicy.source(config.policy())));
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
}
