package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of contents of a version. Its last member is a SHA-256 over all of it but {@code
 * created_at}, so that a changed manifest is found out like any other changed file, while two runs
 * over the same inputs differ in the creation time alone.
 */
public record Manifest(
    int formatVersion,
    String version,
    String shop,
    String currency,
    LocalDate asOf,
    Instant createdAt,
    Map<String, Object> lineage,
    Map<String, Object> metrics,
    List<Object> gates,
    List<String> notes,
    List<FileEntry> files) {
  /** The format that this build writes and reads. */
  public static final int FORMAT_VERSION = 1;

  static final String FILE = "manifest.json";
  private static final String FORMAT = "basketwise-artifact";

  /** Copies the collections into canonical order, files by path. */
  public Manifest {
    lineage = Json.canonicalObject(lineage);
    metrics = Json.canonicalObject(metrics);
    gates = gates.stream().map(Json::canonical).toList();
    notes = List.copyOf(notes);
    files = files.stream().sorted(Comparator.comparing(FileEntry::path)).toList();
    // The id begins with the date as eight digits.
    Checks.require(
        asOf.getYear() >= 0 && asOf.getYear() <= 9999,
        "as of " + asOf + ", expected a year of four digits");
    if (files.stream().map(FileEntry::path).distinct().count() != files.size()) {
      throw new IllegalArgumentException("a manifest names a file twice");
    }
  }

  static Manifest of(ManifestDraft draft, String version, List<FileEntry> files) {
    return new Manifest(
        FORMAT_VERSION,
        version,
        draft.shop(),
        draft.currency(),
        draft.asOf(),
        draft.createdAt(),
        draft.lineage(),
        draft.metrics(),
        draft.gates(),
        draft.notes(),
        files);
  }

  /**
   * The id of a version: its date, and a digest of its content other than this manifest and the
   * golden moments, whose decisions name the id.
   */
  static String versionId(LocalDate asOf, List<FileEntry> files) {
    var lines = new StringBuilder();
    files.stream()
        .filter(file -> !file.path().equals(Golden.FILE))
        .sorted(Comparator.comparing(FileEntry::path))
        .forEach(f -> lines.append(f.path()).append(' ').append(f.sha256()).append('\n'));
    return asOf.format(DateTimeFormatter.BASIC_ISO_DATE)
        + "-"
        + Sha256.of(lines.toString().getBytes(UTF_8)).substring(0, 12);
  }

  /** Whether the version has a file. */
  boolean names(String path) {
    return files.stream().anyMatch(file -> file.path().equals(path));
  }

  /** The same version, published by somebody against its gates. */
  Manifest forced(Instant at, String reason) {
    var told = new LinkedHashMap<>(lineage);
    told.put("forced", new TreeMap<>(Map.of("at", at.toString(), "reason", reason)));
    return with(told, gates);
  }

  /** The same version under other verdicts. */
  Manifest judged(List<Object> verdicts) {
    return with(lineage, verdicts);
  }

  private Manifest with(Map<String, Object> otherLineage, List<Object> otherGates) {
    return new Manifest(
        formatVersion,
        version,
        shop,
        currency,
        asOf,
        createdAt,
        otherLineage,
        metrics,
        otherGates,
        notes,
        files);
  }

  /** The text of {@code manifest.json}. */
  public String toJson() {
    Map<String, Object> tree = tree();
    tree.put("sha256", digest(tree));
    return Json.pretty(tree);
  }

  private Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("format_version", formatVersion);
    tree.put("version", version);
    tree.put("shop", shop);
    tree.put("currency", currency);
    tree.put("as_of", asOf.toString());
    tree.put("created_at", createdAt.toString());
    tree.put("lineage", lineage);
    tree.put("metrics", metrics);
    tree.put("gates", gates);
    tree.put("notes", notes);
    tree.put("files", files.stream().map(Manifest::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(FileEntry file) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("path", file.path());
    tree.put("size_bytes", file.sizeBytes());
    tree.put("sha256", file.sha256());
    return tree;
  }

  private static String digest(Map<String, Object> tree) {
    var checked = new LinkedHashMap<>(tree);
    checked.remove("created_at");
    return Sha256.of(Json.write(checked).getBytes(UTF_8));
  }

  /** Reads {@code manifest.json}; a fault is a {@link JsonException}. */
  public static Manifest fromJson(String text) {
    JsonObject json = header(text);
    List<FileEntry> files = new ArrayList<>();
    for (JsonObject file : json.objects("files")) {
      files.add(file(file));
    }
    Manifest manifest = of(json, files);
    if (!manifest.toJson().equals(text)) {
      throw json.fault("sha256", "content that does not match it", "what the writer wrote");
    }
    return manifest;
  }

  private static Manifest of(JsonObject json, List<FileEntry> files) {
    try {
      return new Manifest(
          Math.toIntExact(json.whole("format_version")),
          json.text("version"),
          json.text("shop"),
          json.text("currency"),
          json.parsed("as_of", "a date", LocalDate::parse),
          json.parsed("created_at", "a UTC time", Instant::parse),
          json.tree("lineage"),
          json.tree("metrics"),
          List.copyOf(json.list("gates")),
          json.texts("notes"),
          files);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JsonException(String.valueOf(e.getMessage()));
    }
  }

  /** The format version of a manifest whose other members this build may not know. */
  static long formatVersionOf(String text) {
    return header(text).whole("format_version");
  }

  private static JsonObject header(String text) {
    JsonObject json = JsonObject.of(Json.read(text));
    if (!json.text("format").equals(FORMAT)) {
      throw json.fault("format", json.text("format"), FORMAT);
    }
    return json;
  }

  private static FileEntry file(JsonObject json) {
    try {
      return new FileEntry(json.text("path"), json.whole("size_bytes"), json.text("sha256"));
    } catch (IllegalArgumentException e) {
      throw new JsonException(json.where("path") + ": " + e.getMessage());
    }
  }
}
