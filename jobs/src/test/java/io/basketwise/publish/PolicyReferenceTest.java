package io.basketwise.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import io.basketwise.models.artifact.Objective;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.PolicyRule;
import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POLICY.md names all that a policy may say, with its defaults, and its example is one. */
class PolicyReferenceTest {
  private static final Path REFERENCE = Path.of("POLICY.md");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
  private static final String PLACEMENTS = ".placements.";

  @TempDir Path folder;

  /** The cells of the tables of keys, by key. */
  private static Map<String, List<String>> documented() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    boolean keys = false;
    for (String line : Files.readAllLines(REFERENCE)) {
      keys = line.startsWith("| key |") || (keys && line.startsWith("|"));
      if (keys && line.startsWith("| `")) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        rows.put(cells.get(1).replace("`", ""), cells);
      }
    }
    return rows;
  }

  private static Stream<String> known() {
    Stream<String> defaults =
        Policy.defaults().entrySet().stream()
            .flatMap(each -> below(each.getKey(), each.getValue()).keySet().stream())
            .map(key -> key.replaceFirst("^placements\\.\\w+\\.", "placements.<placement>."))
            .distinct();
    Stream<String> bounds =
        PolicyFile.PLACEMENT_BOUNDS.stream().map(bound -> "placements.<placement>." + bound);
    Stream<String> members =
        PolicyFile.MEMBERS.entrySet().stream()
            .flatMap(list -> list.getValue().stream().map(name -> list.getKey() + "[]." + name));
    Stream<String> variants =
        PolicyFile.VARIANT_MEMBERS.stream().map(name -> "experiments[].variants[]." + name);
    Stream<String> attributes = RuleMatch.ATTRIBUTES.stream().map(name -> "rules[].match." + name);
    return Stream.of(
            defaults,
            PolicyFile.BOUNDS.stream(),
            bounds,
            Stream.of(PolicyFile.MESSAGE_FILES),
            members,
            variants,
            attributes)
        .flatMap(each -> each);
  }

  private static Map<String, Object> below(String key, Object value) {
    Map<String, Object> leaves = new TreeMap<>();
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, each) -> leaves.putAll(below(key + "." + name, each)));
    } else {
      leaves.put(key, value);
    }
    return leaves;
  }

  @Test
  void everyKeyIsNamed() throws IOException {
    assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(known().toList());
  }

  @Test
  void everyDefaultIsTold() throws IOException {
    Map<String, Object> defaults = below("", Policy.defaults());
    Map<String, List<String>> documented = documented();
    defaults.forEach(
        (key, value) -> {
          if (!key.startsWith(PLACEMENTS) && !(value instanceof List<?>)) {
            assertThat(documented)
                .hasEntrySatisfying(
                    key.substring(1),
                    cells -> assertThat(cells.get(2)).isEqualTo("`" + value + "`"));
          }
        });
    String rows =
        Arrays.stream(Placement.values())
            .map(each -> row(each.key(), defaults))
            .collect(Collectors.joining());
    assertThat(Files.readString(REFERENCE)).contains(rows);
  }

  private static String row(String placement, Map<String, Object> defaults) {
    String prefix = PLACEMENTS + placement + ".";
    String kinds =
        Stream.of(defaults.getOrDefault(prefix + "kinds", List.of()))
            .flatMap(list -> ((List<?>) list).stream())
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s |%n",
        placement,
        kinds,
        defaults.get(prefix + "maxOffers"),
        defaults.get(prefix + "objective"));
  }

  @Test
  void everyWordIsNamed() throws IOException {
    String text = Files.readString(REFERENCE);
    Stream<String> words =
        Stream.of(
                Arrays.stream(OfferKind.values()).map(OfferKind::key),
                Arrays.stream(Intent.values()).map(Intent::key),
                Arrays.stream(Objective.values()).map(each -> each.name().toLowerCase(Locale.ROOT)),
                Arrays.stream(PolicyRule.Action.values())
                    .map(each -> each.name().toLowerCase(Locale.ROOT)),
                Arrays.stream(Placeholder.values()).map(each -> "{" + each.key() + "}"))
            .flatMap(each -> each);
    assertThat(words).allSatisfy(word -> assertThat(text).contains("`" + word + "`"));
  }

  @Test
  void theExampleCompilesAndEachOfItsRulesMatches() throws IOException {
    Files.writeString(folder.resolve("texts.json"), "{\"messages\": []}");
    Path file = write(example());
    RuleMatch.Item voucher =
        new RuleMatch.Item("v", "Vouchers > Paper", "", "", "product", List.of());
    RuleMatch.Item coat = new RuleMatch.Item("c", "Coats", "", "", "product", List.of("winter"));
    Policy policy =
        Policy.of(PolicyFile.of(file).compile(rule -> rule.items(List.of(voucher, coat))));
    assertThat(policy.rules())
        .extracting(PolicyRule::items)
        .containsExactly(List.of("v"), List.of("c"));
    assertThat(policy.placement(Placement.CART).objective()).isEqualTo(Objective.REVENUE);
    assertThat(policy.placement(Placement.SEARCH).enabled()).isFalse();
    assertThat(policy.maxStockAgeHours()).isInfinite();
    assertThat(policy.placement(Placement.CART).minGain()).isEqualTo(0.5);
    assertThat(policy.gainBounds()).isEqualTo(new GainBounds(0.5, 0.5, 2));
    assertThat(policy.experiments()).hasSize(1);
    assertThat(PolicyLint.lint(file, Optional.empty(), DAY)).isEmpty();
  }

  private static String example() throws IOException {
    String text = Files.readString(REFERENCE);
    int begin = text.indexOf("```yaml\n") + "```yaml\n".length();
    return text.substring(begin, text.indexOf("```", begin));
  }

  private Path write(String policy) throws IOException {
    return Files.writeString(folder.resolve("policy.yaml"), policy);
  }

  /** Just outside the ranges of the tables. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet: { maxOffersPerSession: -1 }",
        "quiet: { maxStockAgeHours: 0 }",
        "quiet: { maxStockAgeHours: 876601 }",
        "quiet: { minPurchaseProbability: 1.01 }",
        "freeShippingAt: 0",
        "prices: { maxUpgradeRatio: 0 }",
        "prices: { maxAddOnRatio: -0.01 }",
        "prices: { firstTimeBuyerQuantile: 0 }",
        "prices: { firstTimeBuyerQuantile: 1.01 }",
        "placements: { cart: { kinds: [gift] } }",
        "placements: { cart: { objective: profit } }",
        "placements: { cart: { maxOffers: -1 } }",
        "placements: { checkout: { maxOffers: 2 } }",
        "placements: { cart: { maxPriceRatio: 0 } }",
        "placements: { cart: { maxShareOfCart: 0 } }",
        "placements: { cart: { maxPerCategory: 0 } }",
        "placements: { cart: { minGain: .inf } }",
        "placements: { cart: { minGain: much } }",
        "rules: [ { id: a, action: boost, factor: 0, match: { item: x } } ]",
        "rules: [ { id: a, action: hide, match: { item: x } } ]",
        "rules: [ { id: a, action: pin, match: { colour: x } } ]",
        "messages: [ { kind: bundle, language: en, text: '{price}' } ]"
      })
  void whatIsOutOfRangeIsRefused(String policy) throws IOException {
    Path file = write(policy);
    assertThatThrownBy(() -> PolicyLint.lint(file, Optional.empty(), DAY))
        .isInstanceOf(Refusal.class);
  }
}
