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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names all that the results of a run follow from: rows that the as-of date sees, who was erased,
 * configuration, policy and software. Equal fingerprints mean equal versions, and unequal ones tell
 * in which of these they differ.
 */
final class Fingerprint {
  /** Keys that say where things lie or what is told of them, but not what becomes of them. */
  private static final String ELSEWHERE =
      "(lake|artifacts|reports|metrics|keepVersions|policy|lineage\\..*|spark\\..*|inputs\\..*\\.path)";

  /** Hexadecimal digits of a cause's digest. */
  private static final int DIGITS = 16;

  private Fingerprint() {}

  /**
   * The fingerprint of a run: each cause with its digest, in the order of their names.
   *
   * @param rows names those of each input that the run sees
   * @param erased digest of the list of erased people: an erasure takes rows of batches away
   */
  static String of(ShopConfig config, LocalDate asOf, Map<Table, String> rows, String erased) {
    Map<String, String> causes = new TreeMap<>();
    causes.put("as_of", asOf.toString());
    causes.put("software", SoftwareVersion.text());
    causes.put("configuration", Json.write(new TreeMap<String, Object>(settings(config))));
    causes.put("policy", ofPolicy(config));
    causes.put("erased_people", erased);
    rows.forEach((table, name) -> causes.put(table.key(), name));
    return causes.entrySet().stream()
        .map(cause -> cause.getKey() + "=" + sha256(cause.getValue()).substring(0, DIGITS))
        .collect(Collectors.joining(" "));
  }

  /**
   * The causes in which two fingerprints differ, or that only one of them has; that of an earlier
   * build tells no causes, and differs by its build.
   */
  static SortedSet<String> differences(String one, String other) {
    if (!one.contains("=")) {
      return new TreeSet<>(Set.of("software"));
    }
    Set<String> these = new HashSet<>(List.of(one.split(" ")));
    Set<String> those = new HashSet<>(List.of(other.split(" ")));
    return Stream.concat(
            these.stream().filter(cause -> !those.contains(cause)),
            those.stream().filter(cause -> !these.contains(cause)))
        .map(cause -> cause.replaceFirst("=.*", "").replace('_', ' '))
        .collect(Collectors.toCollection(TreeSet::new));
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
