package io.basketwise.publish;

import io.basketwise.failure.Quantity;
import io.basketwise.messages.WordLists;
import io.basketwise.messages.WrittenTexts;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.artifact.PlacementPolicy;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.PolicyRule;
import io.basketwise.models.artifact.PolicyRule.Action;
import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.decision.Placement;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a merchandiser probably did not mean. Items are those of the live version: a rule over one
 * that the next night will bring is a false alarm until then.
 */
public final class PolicyLint {
  /**
   * One remark.
   *
   * @param where the rule, placement or experiment
   * @param what what is odd about it
   * @param remedy what to do
   */
  public record Remark(String where, String what, String remedy) {}

  private final PolicyFile file;
  private final LocalDate day;
  private final List<Remark> remarks = new ArrayList<>();

  private PolicyLint(Path path, LocalDate day) {
    this.file = PolicyFile.of(path);
    this.day = day;
  }

  /**
   * Lints a policy; one that cannot be used at all is refused.
   *
   * @param live the live version, if there is one; without it items and moments are not looked at
   * @param day what is over before this day is expired
   */
  public static List<Remark> lint(Path path, Optional<Artifact> live, LocalDate day) {
    PolicyLint lint = new PolicyLint(path, day);
    Map<RuleMatch, List<String>> matched = new HashMap<>();
    live.ifPresent(version -> lint.match(version.items(), matched));
    Map<String, Object> compiled = lint.file.compile(rule -> matched.getOrDefault(rule, List.of()));
    Policy policy = Policy.of(compiled);
    lint.dates(policy);
    lint.remarks.addAll(
        RuleConflicts.of(
            policy.rules().stream().filter(rule -> !rule.to().isBefore(day)).toList()));
    lint.remarks.addAll(ExperimentLint.of(policy, day));
    lint.plans(policy);
    lint.gains();
    lint.texts(policy);
    live.ifPresent(version -> lint.texts(version.items(), policy));
    live.ifPresent(version -> lint.placements(version, known(compiled, policy.rules())));
    return List.copyOf(lint.remarks);
  }

  private void remark(String where, String remedy, String what, Object... values) {
    remarks.add(new Remark(where, String.format(Locale.ROOT, what, values), remedy));
  }

  private void match(Items items, Map<RuleMatch, List<String>> matched) {
    List<RuleMatch.Item> all =
        IntStream.range(0, items.size())
            .mapToObj(
                item ->
                    new RuleMatch.Item(
                        items.id(item),
                        items.category(item),
                        items.brand(item),
                        items.family(item),
                        items.kind(item).name().toLowerCase(Locale.ROOT),
                        List.of()))
            .toList();
    tags();
    for (RuleMatch rule : file.rules()) {
      if (!rule.asks("tag")) {
        List<String> ids = rule.items(all);
        matched.put(rule, ids);
        if (ids.isEmpty()) {
          remark(
              "rule " + rule.id(),
              "correct the match or remove the rule: a night refuses it",
              "matches none of the live version's items: %s",
              rule.conditions());
        }
      }
    }
  }

  /** A version does not carry tags; the night itself refuses a tag that no item has. */
  private void tags() {
    List<String> ids =
        file.rules().stream().filter(rule -> rule.asks("tag")).map(RuleMatch::id).toList();
    if (!ids.isEmpty()) {
      remark(
          "rules",
          "ask explain what they do once a night has found their items",
          "by tag are left out of what is counted here, for a version carries no tags: %s",
          String.join(", ", ids));
    }
  }

  /**
   * The policy without the rules whose items are not known, which would hide nothing or everything.
   * Where one of them includes, no other tells alone what is left.
   */
  private static Policy known(Map<String, Object> compiled, List<PolicyRule> rules) {
    boolean open =
        rules.stream().anyMatch(r -> r.action() == Action.INCLUDE && r.items().isEmpty());
    List<?> written = (List<?>) Objects.requireNonNull(compiled.get("rules"));
    Map<String, Object> known = new TreeMap<>(compiled);
    known.put(
        "rules",
        IntStream.range(0, rules.size())
            .filter(r -> !rules.get(r).items().isEmpty())
            .filter(r -> !open || rules.get(r).action() != Action.INCLUDE)
            .mapToObj(written::get)
            .toList());
    return Policy.of(known);
  }

  private void texts(Policy policy) {
    List<WrittenTexts.Refused> refused =
        WrittenTexts.refused(policy.messages(), WordLists.shipped());
    if (!refused.isEmpty()) {
      WrittenTexts.Refused first = refused.get(0);
      remark(
          "messages",
          first.remedy(),
          "%s would be refused by messages import, such as \"%s\": %s",
          Quantity.of(refused.size(), "text"),
          first.text(),
          first.reason());
    }
  }

  private void texts(Items items, Policy policy) {
    Set<String> unknown = new TreeSet<>();
    long texts = 0;
    for (MessageTemplate template : policy.messages()) {
      List<String> ids =
          template.pair().map(pair -> List.of(pair.anchor(), pair.item())).orElse(List.of());
      List<String> missing = ids.stream().filter(id -> items.find(id) < 0).toList();
      unknown.addAll(missing);
      texts += missing.isEmpty() ? 0 : 1;
    }
    if (texts > 0) {
      remark(
          "messages",
          "remove the texts, or correct their ids",
          "%s items that the live version does not have: %,d, such as %s",
          Quantity.of(texts, "text names", "texts name"),
          unknown.size(),
          unknown.iterator().next());
    }
  }

  private void dates(Policy policy) {
    Set<String> ids = new HashSet<>();
    for (PolicyRule rule : policy.rules()) {
      String where = "rule " + rule.id();
      if (!ids.add(rule.id())) {
        remark(where, "give every rule an id of its own", "is there twice");
      }
      if (rule.from().isAfter(rule.to())) {
        remark(where, "exchange the dates", "ends on %s, before it begins", rule.to());
      } else if (rule.to().isBefore(day)) {
        remark(where, "remove it, or give it new dates", "expired on %s", rule.to());
      }
      if (!rule.placements().isEmpty()
          && rule.placements().stream().allMatch(each -> closed(policy, each))) {
        remark(
            where,
            "enable one of its placements, or remove it",
            "is never active: %s are disabled",
            new TreeSet<>(rule.placements()));
      }
    }
  }

  /** Whether nothing is ever offered at a placement. */
  static boolean closed(Policy policy, Placement placement) {
    PlacementPolicy there = policy.placement(placement);
    return !there.enabled() || there.maxOffers() == 0;
  }

  private void plans(Policy policy) {
    for (Placement placement : Placement.values()) {
      if (policy.placement(placement).kinds().contains(OfferKind.PLAN)) {
        remark(
            "placement " + placement.key(),
            "leave it out until then",
            "allows the kind plan, which no version has candidates of yet");
      }
    }
  }

  /** Elsewhere nobody knows what an offer gains, and the stated rules decide. */
  private void gains() {
    Map<?, ?> placements = (Map<?, ?>) Objects.requireNonNull(file.merged().get("placements"));
    for (Placement placement : Placement.values()) {
      if (!GainBounds.PLACEMENTS.contains(placement)
          && placements.get(placement.key()) instanceof Map<?, ?> members
          && members.containsKey("minGain")) {
        remark(
            "placement " + placement.key(),
            "remove it",
            "has a minGain without effect: what an offer gains is learned of product_page, cart"
                + " and checkout alone");
      }
    }
  }

  /** The live version's golden moments under this policy, at every placement that it enables. */
  private void placements(Artifact version, Policy policy) {
    GoldenReplay replay = new GoldenReplay(version, policy);
    for (Placement placement : Placement.values()) {
      if (!closed(policy, placement)) {
        GoldenReplay.Outcome outcome = replay.at(placement);
        if (2 * outcome.emptied() > outcome.offered()) {
          remark(
              "placement " + placement.key(),
              "loosen its kinds, bounds or the rules that hold there",
              "is left empty at %,d of the %s of the last run that would have an offer"
                  + " under the defaults",
              outcome.emptied(),
              Quantity.of(outcome.offered(), "moment"));
        }
      }
    }
  }
}
