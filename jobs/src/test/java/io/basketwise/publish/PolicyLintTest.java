package io.basketwise.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.basketwise.TeaShop;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.decision.Placement;
import io.basketwise.publish.PolicyLint.Remark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyLintTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

  @TempDir Path folder;

  private List<Remark> lint(String policy) throws IOException {
    Path artifacts = folder.resolve("artifacts");
    ArtifactStore store = new ArtifactStore(artifacts);
    if (store.current().isEmpty()) {
      TeaShop.publish(artifacts);
    }
    try (Artifact live = Artifact.open(store.live())) {
      return PolicyLint.lint(write(policy), Optional.of(live), DAY);
    }
  }

  private Path write(String policy) throws IOException {
    return Files.writeString(folder.resolve("policy.yaml"), policy);
  }

  @Test
  void aPolicyThatMeansWhatItSaysHasNoRemarks() throws IOException {
    assertThat(lint("rules: [ { id: up, action: boost, factor: 2, match: { item: pot } } ]"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {action: exclude, match: {item: kettle}}               | matches none
          {action: exclude, match: {category: Cups}}             | matches none
          {action: boost, factor: 2, match: {item: pot}, to: 2026-11-01} | expired on 2026-11-01
          {action: pin, match: {item: pot}, from: 2027-02-01, to: 2027-01-01} | before it begins
          {action: pin, match: {item: pot}, placements: [search]} | never active
          {action: pin, match: {item: pot}, placements: [search, home]} | never active
          """)
  void aRuleWithoutEffectIsTold(String rule, String what) throws IOException {
    List<Remark> remarks =
        lint(
            "placements: { search: { enabled: false }, home: { maxOffers: 0 } }\nrules: [ { id: odd, "
                + rule.substring(1)
                + " ]");
    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0).where()).isEqualTo("rule odd");
    assertThat(remarks.get(0).what()).contains(what);
  }

  @Test
  void aPinOfWhatIsExcludedIsToldWhereBothHold() throws IOException {
    String pin = "{ id: up, action: pin, match: { item: tea }, placements: [cart] }";
    String exclude = "{ id: out, action: exclude, match: { item: tea }%s }";
    assertThat(lint("rules: [ " + pin + ", " + exclude.formatted("") + " ]"))
        .extracting(Remark::where, Remark::what)
        .containsExactly(
            tuple("rule up", "would pin what rule out excludes: 1 of its items, such as tea"));
    assertThat(lint("rules: [ " + pin + ", " + exclude.formatted(", to: 2026-11-01") + " ]"))
        .as("an expired rule excludes nothing")
        .extracting(Remark::where)
        .containsExactly("rule out");
    assertThat(lint("rules: [ " + pin + ", " + exclude.formatted(", placements: [email]") + " ]"))
        .isEmpty();
  }

  @Test
  void aPinOfWhatIsNotIncludedIsTold() throws IOException {
    String pin = "{ id: up, action: pin, match: { item: tea }, placements: [cart] }";
    String include = "{ id: in, action: include, match: { item: %s }%s }";
    String pot = include.formatted("pot", ", placements: [cart]");
    assertThat(lint("rules: [ " + pin + ", " + pot + " ]"))
        .extracting(Remark::where, Remark::what)
        .containsExactly(
            tuple(
                "rule up", "would pin what rule in does not include: 1 of its items, such as tea"));
    assertThat(lint("rules: [ " + pin + ", " + pot + ", " + include.formatted("tea", "") + " ]"))
        .as("another rule includes it")
        .extracting(Remark::what)
        .noneMatch(what -> what.contains("pin"));
  }

  @Test
  void aRuleByTagIsLeftOutOfWhatIsCounted() throws IOException {
    String winter = "{ id: winter, action: include, match: { tag: winter }, placements: [cart] }";
    String tea = "{ id: tea, action: include, match: { item: tea }, placements: [cart] }";
    String pin = "{ id: up, action: pin, match: { item: pot }, placements: [cart] }";
    assertThat(lint("rules: [ " + winter + ", " + tea + ", " + pin + " ]"))
        .as("what is left besides the tea is not known")
        .extracting(Remark::where, Remark::what)
        .containsExactly(
            tuple(
                "rules",
                "by tag are left out of what is counted here, for a version carries no tags:"
                    + " winter"));
    String sale = "{ id: sale, action: exclude, match: { tag: sale } }";
    assertThat(lint("rules: [ " + sale + ", " + tea + " ]"))
        .extracting(Remark::where)
        .containsExactly("rules", "placement cart");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          b | cart | 2026-12-31 | 2026-12-01 | ends on 2026-12-01, before it begins
          b | cart | 2026-10-01 | 2026-11-01 | expired on 2026-11-01
          b | search | 2026-12-01 | 2026-12-31 | never has a visitor: search is disabled
          b | home | 2026-12-01 | 2026-12-31 | never has a visitor: home is disabled
          b | cart | 2027-01-15 | 2027-02-15 | has no visitors from 2027-01-15 to 2027-01-31, when experiment a
          a | email | 2027-01-15 | 2027-02-15 | is there twice
          """)
  void anExperimentWithoutVisitorsIsTold(
      String id, String placement, String from, String to, String what) throws IOException {
    String experiment =
        "{ id: %s, placement: %s, from: %s, to: %s, variants: [ { name: all, share: 1 } ] }";
    String closed = "placements: { search: { enabled: false }, home: { maxOffers: 0 } }\n";
    String first = experiment.formatted("a", "cart", "2027-01-01", "2027-01-31");
    assertThat(lint(closed + "experiments: [ " + first + " ]")).isEmpty();
    List<Remark> remarks =
        lint(
            closed
                + ("experiments: [ " + first + ", ")
                + experiment.formatted(id, placement, from, to)
                + " ]");
    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0).where()).isEqualTo("experiment " + id);
    assertThat(remarks.get(0).what()).startsWith(what);
  }

  @Test
  void aTextThatCouldNotBeImportedIsTold() throws IOException {
    String message = "{ kind: complement, language: %s, text: \"%s\" }";
    String good = message.formatted("en", "{evidence.confidence} of orders with {anchor.title}");
    String other = message.formatted("fr", "Plus que 3");
    assertThat(lint("messages: [ " + good + ", " + other + " ]"))
        .as("the library's own texts, and those in a language without a list, are not told of")
        .isEmpty();
    String pressing = message.formatted("en", "Only 3 left, 50% off today!");
    assertThat(lint("messages: [ " + good + ", " + pressing + " ]"))
        .extracting(Remark::where, Remark::what)
        .containsExactly(
            tuple(
                "messages",
                "1 text would be refused by messages import, such as \"Only 3 left, 50% off"
                    + " today!\": '3' is not a number of the evidence"));
    Files.writeString(
        folder.resolve("texts.json"),
        "{\"messages\": [{\"kind\": \"similar\", \"language\": \"en\","
            + " \"text\": \"Hurry: {item.title}\"}]}");
    assertThat(lint("messageFiles: [texts.json]"))
        .extracting(Remark::what)
        .containsExactly(
            "1 text would be refused by messages import, such as \"Hurry: {item.title}\":"
                + " it presses: 'hurry*'");
    String longText = message.formatted("en", "o ".repeat(100));
    assertThat(lint("messages: [ " + longText + " ]"))
        .extracting(Remark::what)
        .containsExactly(
            ("1 text would be refused by messages import, such as \"" + "o ".repeat(45))
                + "\u2026\": it has 199 characters, at most 90 are said");
  }

  @Test
  void aPlacementThatThePolicyLeavesEmptyIsToldWithItsMoments() throws IOException {
    List<Remark> remarks =
        lint("rules: [ { id: out, action: exclude, match: { item: pot }, placements: [cart] } ]");
    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0).where()).isEqualTo("placement cart");
    assertThat(remarks.get(0).what())
        .containsPattern("^is left empty at (\\d+) of the \\1 moments");
  }

  @Test
  void aMomentThatWasAnsweredWithAnErrorIsNotCounted() throws IOException {
    // The moment of an old feed lies in the year 9999, where no moment may lie.
    TeaShop.publish(folder.resolve("artifacts"), LocalDate.of(9998, 12, 31));
    assertThat(Files.readString(golden())).contains("\"error\"");
    assertThat(lint("rules: []")).isEmpty();
  }

  private Path golden() {
    return new ArtifactStore(folder.resolve("artifacts")).live().resolve("golden.jsonl");
  }

  @Test
  void aKindWithoutCandidatesIsTold() throws IOException {
    assertThat(lint("placements: { cart: { kinds: [bundle, complement, plan] } }"))
        .extracting(Remark::where)
        .containsExactly("placement cart");
  }

  @Test
  void aBoundOfTheGainWhereNoneIsLearnedIsTold() throws IOException {
    String all =
        Arrays.stream(Placement.values())
            .map(each -> each.key() + ": { minGain: 1 }")
            .collect(Collectors.joining(", "));
    assertThat(PolicyLint.lint(write("placements: { " + all + " }"), Optional.empty(), DAY))
        .allSatisfy(remark -> assertThat(remark.what()).startsWith("has a minGain without effect"))
        .extracting(Remark::where)
        .containsExactlyInAnyOrder(
            "placement home",
            "placement category",
            "placement search",
            "placement post_purchase",
            "placement email",
            "placement in_app");
    String own = "placements: { home: { minGain: null }, cart: { minGain: 1 } }";
    assertThat(PolicyLint.lint(write(own), Optional.empty(), DAY)).isEmpty();
  }

  @Test
  void beforeTheFirstVersionDatesAloneAreLookedAt() throws IOException {
    Path policy =
        write("rules: [ { id: old, action: exclude, match: { item: any }, to: 2020-01-01 } ]");
    assertThat(PolicyLint.lint(policy, Optional.empty(), DAY))
        .extracting(Remark::what)
        .containsExactly("expired on 2020-01-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          rules: [ {id: a, action: boost, facter: 2, match: {item: tea}} ] | 'facter' in rules, did you mean 'factor'
          messages: [ {knd: similar, language: en, text: x} ] | 'knd' in messages, did you mean 'kind'
          experiments: [ {id: e, variants: [ {name: a, quite: true} ]} ] | did you mean 'quiet'
          """)
  void aMisspeltMemberIsRefusedWithTheNearestName(String policy, String cause) throws IOException {
    Path file = write(policy);
    assertThatThrownBy(() -> PolicyLint.lint(file, Optional.empty(), DAY))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          placements: { cart: { maxOffer: 1 } } | placements.cart.maxOffer
          placements: { cart: { minGian: 1 } }  | placements.cart.minGian', known are [enabled, kinds, maxOffers, maxPerCategory, maxPriceRatio, maxShareOfCart, minGain, objective]
          placements: { cart: { minGain: .nan } } | placements.cart. minGain is NaN, expected a number
          quiet: { maxStockAgeHours: 1.0e+8 }   | quiet.maxStockAgeHours: found 1.0E8, expected above 0, at most 876600
          quiet: { maxStockAgeHours: .nan }     | quiet.maxStockAgeHours: found NaN
          freeShippingAt: .inf                  | freeShippingAt: found Infinity
          """)
  void aPolicyThatCannotBeUsedIsRefused(String policy, String cause) throws IOException {
    Path file = write(policy);
    assertThatThrownBy(() -> PolicyLint.lint(file, Optional.empty(), DAY))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(cause);
  }
}
