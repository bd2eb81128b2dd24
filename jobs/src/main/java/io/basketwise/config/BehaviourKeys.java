package io.basketwise.config;

import io.basketwise.config.ValueType.Flag;
import io.basketwise.config.ValueType.Real;
import io.basketwise.config.ValueType.Text;
import io.basketwise.config.ValueType.Whole;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of the models of behaviour: intent, purchase and timing. */
final class BehaviourKeys {
  private static final long MANY = Integer.MAX_VALUE;
  private static final String LABELLING = "behaviour.labelling";

  private BehaviourKeys() {}

  static List<ConfigKey> all() {
    return Stream.of(sessions(), bounds()).flatMap(List::stream).toList();
  }

  private static List<ConfigKey> sessions() {
    return List.of(
        ConfigKey.of(
            "behaviour.enabled",
            new Flag(),
            "true",
            "",
            "whether models of behaviour are learned; it takes clicks",
            c -> c.behaviour().enabled()),
        ConfigKey.of(
            "behaviour.timeZone",
            Text.any("a time zone such as Europe/Berlin"),
            "UTC",
            "",
            "where the shop's day begins",
            c -> c.behaviour().timeZone()),
        ConfigKey.of(
            "behaviour.maxSessions",
            new Whole(1, MANY),
            "200000",
            "sessions",
            "sessions that are read at most, drawn by a hash; their moments are held on the driver, about 700 bytes each",
            c -> c.behaviour().maxSessions()),
        ConfigKey.of(
            "behaviour.maxMoments",
            new Whole(1, MANY),
            "60000",
            "moments",
            "moments that the intent and the purchase model learn from at most, whole sessions drawn by a hash",
            c -> c.behaviour().maxMoments()),
        ConfigKey.of(
            "behaviour.maxLoggedMoments",
            new Whole(1, MANY),
            "500000",
            "moments",
            "moments of the log of offers that timing learns from and is valued by at most, whole sessions drawn by a hash; they are held on the driver, about 700 bytes each",
            c -> c.behaviour().maxLoggedMoments()),
        ConfigKey.of(
            "behaviour.momentsPerSession",
            new Whole(1, 100),
            "3",
            "moments",
            "moments drawn from each session, before its first purchase",
            c -> c.behaviour().momentsPerSession()),
        ConfigKey.of(
            "behaviour.maxSessionEvents",
            new Whole(1, MANY),
            "2000",
            "events",
            "a longer session is left out as that of a machine, which the summary notes",
            c -> c.behaviour().maxSessionEvents()),
        ConfigKey.of(
            "behaviour.minSessions",
            new Whole(1, MANY),
            "1000",
            "moments",
            "with fewer to learn from, a model is left out",
            c -> c.behaviour().minSessions()));
  }

  private static List<ConfigKey> bounds() {
    return List.of(
        ConfigKey.of(
            "behaviour.minConfidence",
            Real.from(0, 1),
            "0.4",
            "",
            "smallest probability at which the likeliest intent is named; below it the model abstains",
            c -> c.behaviour().minConfidence()),
        ConfigKey.of(
            "behaviour.gainConfidence",
            Real.from(0.5, 0.999),
            "0.7",
            "",
            "one-sided confidence of the lower bound that the gain of an offer must clear",
            c -> c.behaviour().gainConfidence()),
        new ConfigKey(
            LABELLING + ".<intent>.<setting>",
            Text.any("a Spark SQL condition over the columns of a session"),
            "",
            "",
            "a labelling function: where the condition holds, the function votes for the intent, else it abstains; one of the same name replaces a shipped one, and false switches it off",
            c -> labelling(c.behaviour())));
  }

  private static Map<String, Object> labelling(ShopConfig.Behaviour behaviour) {
    return behaviour.labelling().entrySet().stream()
        .collect(Collectors.toMap(e -> LABELLING + "." + e.getKey(), Map.Entry::getValue));
  }
}
