package io.basketwise.config;

import io.basketwise.config.InputConfig.Format;
import io.basketwise.config.ShopConfig.Affinity;
import io.basketwise.config.ShopConfig.Bundles;
import io.basketwise.config.ShopConfig.Evaluate;
import io.basketwise.config.ShopConfig.Gates;
import io.basketwise.config.ShopConfig.GoneFiles;
import io.basketwise.config.ShopConfig.Observe;
import io.basketwise.config.ShopConfig.Quality;
import io.basketwise.config.ShopConfig.Spark;
import io.basketwise.config.ShopConfig.Thresholds;
import io.basketwise.config.ShopConfig.Window;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a shop's configuration: overrides first, then the file, then the defaults. */
public final class ConfigLoader {
  private final Path file;
  private final Map<String, Scalar> values;

  private ConfigLoader(Path file, Map<String, Scalar> values) {
    this.file = file;
    this.values = values;
  }

  /**
   * A file's configuration.
   *
   * @param overrides key to value, as given by {@code --set}
   */
  public static ShopConfig load(Path file, Map<String, String> overrides) {
    Path absolute = file.toAbsolutePath().normalize();
    Map<String, Scalar> values = new LinkedHashMap<>(YamlSettings.read(absolute));
    overrides.forEach((name, text) -> values.put(name, YamlSettings.parse(name, text)));
    values.forEach(ConfigLoader::validate);
    values.values().removeIf(scalar -> scalar.type() == Scalar.Type.NOTHING);
    return new ConfigLoader(absolute, values).config();
  }

  /** An override that is read as this very text, whatever YAML means by the signs in it. */
  public static String literal(String text) {
    return YamlSettings.isPlain(text) ? text : Json.write(text);
  }

  private static void validate(String name, Scalar scalar) {
    Optional<ConfigKey> key = ConfigKeys.find(name);
    boolean nothing = scalar.type() == Scalar.Type.NOTHING;
    if (key.isPresent()) {
      if (!nothing && key.get().type().parse(scalar).isEmpty()) {
        throw bad(name, scalar, key.get());
      }
    } else if (!ConfigKeys.isSection(name)) {
      throw Refusal.configuration(
          "unknown key '" + name + "' (" + scalar.origin() + ")",
          "no key has this name",
          "did you mean '" + ConfigKeys.nearest(name) + "'?");
    } else if (!nothing) {
      throw Refusal.configuration(
          "'" + name + "' is '" + scalar.text() + "' (" + scalar.origin() + ")",
          "it is a section, not one value",
          "see CONFIGURATION.md for the keys in it");
    }
  }

  private static Refusal bad(String name, Scalar scalar, ConfigKey key) {
    return Refusal.configuration(
        "'" + name + "' is '" + scalar.text() + "' (" + scalar.origin() + ")",
        "allowed is " + key.type().allowed(),
        key.defaultText().isEmpty()
            ? "change it"
            : "change it, or delete it for the default " + key.defaultText());
  }

  private ShopConfig config() {
    return new ShopConfig(
        file,
        text("shop"),
        text("currency"),
        inputs(),
        given("policy").map(this::path),
        location(text("lake")),
        location(text("artifacts")),
        path(text("reports")),
        observe(),
        window(),
        quality(),
        bundles(),
        affinity(),
        behaviour(),
        new Evaluate(whole("evaluate.maxBaskets"), whole("evaluate.resamples")),
        gates(),
        whole("keepVersions"),
        (Long) value("seed"),
        new Spark(text("spark.master"), sparkConf()));
  }

  private Map<String, String> sparkConf() {
    Map<String, String> conf = section("spark.conf");
    for (String setting : Spark.FIXED.keySet()) {
      if (conf.containsKey(setting)) {
        throw Refusal.configuration(
            "'spark.conf." + setting + "' is set (" + file + ")",
            "it would change results, or what the lake tells of people; here it is always "
                + Spark.FIXED.get(setting),
            "remove it");
      }
    }
    return conf;
  }

  private Quality quality() {
    Map<QualityRule, Thresholds> thresholds = new EnumMap<>(QualityRule.class);
    for (QualityRule rule : QualityRule.values()) {
      String prefix = "quality." + rule.key();
      thresholds.put(rule, new Thresholds(real(prefix + ".warn"), real(prefix + ".fail")));
    }
    return new Quality(
        real("quality.maxBadShare"), choice(GoneFiles.class, "quality.goneFiles"), thresholds);
  }

  private Observe observe() {
    return new Observe(
        given("metrics")
            .map(this::path)
            .orElseGet(() -> path(text("reports")).resolve("metrics.prom")),
        given("lineage.url").map(this::uri),
        given("lineage.file").map(this::path));
  }

  private Map<Table, InputConfig> inputs() {
    Map<Table, InputConfig> inputs = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      String prefix = "inputs." + table.key();
      Optional<String> path = given(prefix + ".path");
      if (path.isPresent()) {
        inputs.put(table, input(prefix, location(path.get())));
      } else if (table == Table.ORDERS || !section(prefix).isEmpty()) {
        throw Refusal.configuration(
            "'" + prefix + ".path' is missing (" + file + ")",
            "a table is read from a file or a folder",
            "add " + prefix + ".path");
      }
    }
    return inputs;
  }

  private InputConfig input(String prefix, Location path) {
    return new InputConfig(
        path,
        Format.valueOf(text(prefix + ".format").toUpperCase(Locale.ROOT)),
        section(prefix + ".columns"),
        given(prefix + ".where"),
        given(prefix + ".consent"));
  }

  private Window window() {
    Window window =
        new Window(
            whole("window.trainDays"),
            whole("window.holdoutDays"),
            whole("window.validationDays"),
            whole("window.sessionGapMinutes"),
            whole("window.catalogHours"));
    if (window.holdoutDays() + window.validationDays() >= window.trainDays()) {
      throw Refusal.configuration(
          "the window leaves no day to learn from (" + file + ")",
          String.format(
              Locale.ROOT,
              "window.holdoutDays %d and window.validationDays %d take all of window.trainDays %d",
              window.holdoutDays(),
              window.validationDays(),
              window.trainDays()),
          "make window.trainDays larger or the other two smaller");
    }
    return window;
  }

  private Bundles bundles() {
    return new Bundles(
        real("bundles.minSupport"),
        real("bundles.minConfidence"),
        real("bundles.minLift"),
        whole("bundles.maxSize"),
        whole("bundles.maxBasketItems"),
        whole("bundles.minBuyers"),
        choice(Engine.class, "bundles.engine"));
  }

  private Affinity affinity() {
    return new Affinity(
        choice(Engine.class, "affinity.engine"),
        choice(Affinity.Solver.class, "affinity.solver"),
        whole("affinity.rank"),
        whole("affinity.iterations"),
        real("affinity.regularization"),
        real("affinity.alpha"),
        whole("affinity.neighbours"),
        real("affinity.halfLifeDays"),
        real("affinity.linearRegularization"),
        whole("affinity.maxLinearItems"),
        whole("affinity.linearNeighbourhood"));
  }

  private Gates gates() {
    return new Gates(
        real("gates.minHitRate"),
        flag("gates.beatPopularity"),
        flag("gates.beatPersonalFrequency"),
        real("gates.maxLossToLive"),
        real("gates.minCoverage"),
        real("gates.maxCalibrationError"),
        real("gates.maxPolicyLoss"));
  }

  private ShopConfig.Behaviour behaviour() {
    return new ShopConfig.Behaviour(
        flag("behaviour.enabled"),
        timeZone(text("behaviour.timeZone")),
        whole("behaviour.maxSessions"),
        whole("behaviour.maxMoments"),
        whole("behaviour.maxLoggedMoments"),
        whole("behaviour.momentsPerSession"),
        whole("behaviour.maxSessionEvents"),
        whole("behaviour.minSessions"),
        real("behaviour.minConfidence"),
        real("behaviour.gainConfidence"),
        section("behaviour.labelling"));
  }

  private String timeZone(String id) {
    try {
      return ZoneId.of(id).getId();
    } catch (DateTimeException unknown) {
      throw Refusal.configuration(
          "'behaviour.timeZone' is '" + id + "' (" + file + ")",
          "no time zone has this name",
          "name one such as Europe/Berlin or UTC");
    }
  }

  private <E extends Enum<E>> E choice(Class<E> type, String name) {
    return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
  }

  private Optional<String> given(String name) {
    return Optional.ofNullable(values.get(name)).map(Scalar::text);
  }

  private Map<String, String> section(String name) {
    Map<String, String> section = new LinkedHashMap<>();
    String prefix = name + ".";
    values.forEach(
        (key, scalar) -> {
          if (key.startsWith(prefix)) {
            section.put(key.substring(prefix.length()), scalar.text());
          }
        });
    return section;
  }

  private Object value(String name) {
    ConfigKey key = ConfigKeys.find(name).orElseThrow();
    Scalar scalar = values.get(name);
    Scalar effective = scalar == null ? YamlSettings.parse(name, key.defaultText()) : scalar;
    return key.type().parse(effective).orElseThrow();
  }

  private String text(String name) {
    return (String) value(name);
  }

  private int whole(String name) {
    return Math.toIntExact((Long) value(name));
  }

  private boolean flag(String name) {
    return (Boolean) value(name);
  }

  private double real(String name) {
    return (Double) value(name);
  }

  private URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException invalid) {
      throw Refusal.configuration(
          "'" + text + "' is no URL (" + file + ")", invalid.getReason(), "correct the URL");
    }
  }

  private Location location(String text) {
    return Location.isUri(text) ? Location.parse(text) : Location.of(path(text));
  }

  private Path path(String text) {
    try {
      return file.resolveSibling(text).normalize();
    } catch (InvalidPathException invalid) {
      throw Refusal.configuration(
          "'" + text + "' is no path (" + file + ")", invalid.getReason(), "correct the path");
    }
  }
}
