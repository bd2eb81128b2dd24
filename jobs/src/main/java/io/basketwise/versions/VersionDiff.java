package io.basketwise.versions;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.FileEntry;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.format.StringColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one version to another.
 *
 * @param a the first manifest
 * @param b the second
 * @param itemCounts items of a, and of b
 * @param itemsIn ids that only the second has
 * @param itemsOut ids that only the first has
 * @param rules rules of a, rules of b, and how many are in both
 * @param neighbours by relation that either has
 * @param metrics those that differ, by path, with both values; one that a version lacks is absent
 * @param gates verdicts that differ, by gate
 * @param policy members of the policy that differ
 * @param files sizes that differ, by path
 */
public record VersionDiff(
    Manifest a,
    Manifest b,
    int[] itemCounts,
    List<String> itemsIn,
    List<String> itemsOut,
    int[] rules,
    Map<String, NeighbourChange> neighbours,
    Map<String, Pair> metrics,
    Map<String, Pair> gates,
    Set<String> policy,
    Map<String, Pair> files) {

  /** Two values of which either may be missing, but not both. */
  record Pair(@Nullable Object a, @Nullable Object b) {
    Map<String, Object> json() {
      Map<String, Object> json = new TreeMap<>();
      if (a != null) {
        json.put("a", a);
      }
      if (b != null) {
        json.put("b", b);
      }
      return json;
    }
  }

  /** The items of two versions under shared numbers, in the order of their ids. */
  private record Numbers(int size, int[] ofA, int[] ofB, int[] toA, int[] toB) {
    static Numbers of(List<String> a, List<String> b) {
      List<String> all = new ArrayList<>(a);
      all.addAll(b);
      List<String> shared = all.stream().distinct().sorted(StringColumn.ORDER).toList();
      int[] ofA = places(a, shared);
      int[] ofB = places(b, shared);
      return new Numbers(
          shared.size(), ofA, ofB, inverse(ofA, shared.size()), inverse(ofB, shared.size()));
    }

    private static int[] places(List<String> ids, List<String> shared) {
      int[] places = new int[ids.size()];
      int at = 0;
      for (int i = 0; i < places.length; i++) {
        while (!shared.get(at).equals(ids.get(i))) {
          at++;
        }
        places[i] = at;
      }
      return places;
    }

    private static int[] inverse(int[] places, int size) {
      int[] inverse = new int[size];
      Arrays.fill(inverse, -1);
      IntStream.range(0, places.length).forEach(i -> inverse[places[i]] = i);
      return inverse;
    }
  }

  /** Compares two opened versions. */
  public static VersionDiff of(Artifact a, Artifact b) {
    List<String> idsA = ids(a.items());
    List<String> idsB = ids(b.items());
    Numbers numbers = Numbers.of(idsA, idsB);
    long[] rulesA = RuleKeys.of(a.bundles(), item -> numbers.ofA()[item]);
    long[] rulesB = RuleKeys.of(b.bundles(), item -> numbers.ofB()[item]);
    return new VersionDiff(
        a.manifest(),
        b.manifest(),
        new int[] {idsA.size(), idsB.size()},
        idsB.stream().filter(id -> a.items().find(id) < 0).toList(),
        idsA.stream().filter(id -> b.items().find(id) < 0).toList(),
        new int[] {rulesA.length, rulesB.length, RuleKeys.shared(rulesA, rulesB)},
        neighbours(a, b, numbers),
        differing(leaves(a.manifest().metrics()), leaves(b.manifest().metrics())),
        differing(gates(a.manifest()), gates(b.manifest())),
        differing(policy(a), policy(b)).keySet(),
        differing(sizes(a.manifest()), sizes(b.manifest())));
  }

  private static List<String> ids(Items items) {
    return IntStream.range(0, items.size()).mapToObj(items::id).toList();
  }

  private static Map<String, NeighbourChange> neighbours(Artifact a, Artifact b, Numbers numbers) {
    Map<String, NeighbourChange> changes = new LinkedHashMap<>();
    for (Relation relation : Relation.values()) {
      var before = a.affinity().neighbours(relation);
      var after = b.affinity().neighbours(relation);
      if (before.isPresent() || after.isPresent()) {
        changes.put(
            relation.key(),
            NeighbourChange.of(
                new NeighbourChange.Side(
                    before, item -> numbers.toA()[item], item -> numbers.ofA()[item]),
                new NeighbourChange.Side(
                    after, item -> numbers.toB()[item], item -> numbers.ofB()[item]),
                numbers.size()));
      }
    }
    return changes;
  }

  private static Map<String, Pair> differing(Map<String, ?> a, Map<String, ?> b) {
    Set<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    Map<String, Pair> differing = new TreeMap<>();
    for (String name : names) {
      if (!Objects.equals(a.get(name), b.get(name))) {
        differing.put(name, new Pair(a.get(name), b.get(name)));
      }
    }
    return differing;
  }

  private static Map<String, Object> leaves(Map<String, Object> tree) {
    Map<String, Object> leaves = new TreeMap<>();
    tree.forEach((name, value) -> leaves(name, value, leaves));
    return leaves;
  }

  private static void leaves(String path, Object value, Map<String, Object> leaves) {
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, member) -> leaves(path + "." + name, member, leaves));
    } else {
      leaves.put(path, value);
    }
  }

  private static Map<String, Object> gates(Manifest manifest) {
    Map<String, Object> gates = new TreeMap<>();
    for (Object gate : manifest.gates()) {
      if (gate instanceof Map<?, ?> members && members.get("gate") instanceof String name) {
        // Two models may be judged by one gate.
        gates.put(gates.containsKey(name) ? name + ", " + members.get("requirement") : name, gate);
      }
    }
    return gates;
  }

  private static Map<String, Object> policy(Artifact version) {
    try {
      return Json.read(Files.readString(version.folder().resolve("policy.json")))
              instanceof Map<?, ?> tree
          ? Json.canonicalObject(tree)
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> sizes(Manifest manifest) {
    return manifest.files().stream()
        .collect(
            Collectors.toMap(FileEntry::path, FileEntry::sizeBytes, (x, y) -> x, TreeMap::new));
  }

  /** As JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("a", a.version());
    json.put("b", b.version());
    json.put("as_of", new Pair(a.asOf().toString(), b.asOf().toString()).json());
    json.put("created_at", new Pair(a.createdAt().toString(), b.createdAt().toString()).json());
    json.put(
        "items",
        new TreeMap<>(
            Map.of(
                "a",
                (long) itemCounts[0],
                "b",
                (long) itemCounts[1],
                "in",
                itemsIn,
                "out",
                itemsOut)));
    json.put(
        "rules",
        new TreeMap<>(
            Map.of(
                "a",
                (long) rules[0],
                "b",
                (long) rules[1],
                "in",
                (long) rules[1] - rules[2],
                "out",
                (long) rules[0] - rules[2])));
    Map<String, Object> relations = new LinkedHashMap<>();
    neighbours.forEach((relation, change) -> relations.put(relation, change.json()));
    json.put("neighbours", relations);
    json.put("metrics", pairs(metrics));
    json.put("gates", pairs(gates));
    json.put("policy", new ArrayList<Object>(policy));
    json.put("file_bytes", pairs(files));
    return json;
  }

  private static Map<String, Object> pairs(Map<String, Pair> pairs) {
    Map<String, Object> json = new TreeMap<>();
    pairs.forEach((name, pair) -> json.put(name, pair.json()));
    return json;
  }
}
