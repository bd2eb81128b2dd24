package io.basketwise.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.TeaShop;
import io.basketwise.failure.Refusal;
import io.basketwise.messages.Drafts;
import io.basketwise.messages.ImportTexts;
import io.basketwise.messages.WordLists;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.MomentReader;
import io.basketwise.models.score.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts on their way from a draft to a decision. */
class MessageFilesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

  @TempDir Path folder;

  private Artifact publish(String tea, String pot) {
    Path artifacts = folder.resolve("artifacts");
    TeaShop.publish(artifacts, tea, pot);
    return Artifact.open(new ArtifactStore(artifacts).live());
  }

  private Map<String, Object> compile(String policy) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), policy);
    return PolicyFile.of(file).compile(rule -> List.of());
  }

  /** The draft with a text, as a copywriter returns it. */
  private static String written(String draft, String text) {
    Map<String, Object> line = new TreeMap<>(Json.canonicalObject((Map<?, ?>) Json.read(draft)));
    line.put("text", text);
    return Json.write(line);
  }

  @Test
  void fromADraftToTheWordsOfADecision() throws IOException {
    try (Artifact version = publish("Tee & Co", "<Kännchen>")) {
      WordLists words = WordLists.shipped();
      List<String> lines = new ArrayList<>();
      new Drafts(version, words, Optional.of("de"))
          .write(100, List.of(Optional.empty()), lines::add);
      assertThat(lines)
          .singleElement()
          .asString()
          .contains(
              "\"id\":\"complement/any/de/tea/pot\"",
              "\"item_title\":\"<Kännchen>\"",
              "\"{evidence.confidence}\":\"30\u00a0%\"",
              "\"current\":\"30\u00a0% der Bestellungen mit Tee &amp; Co enthalten auch"
                  + " &lt;Kännchen&gt;\"");
      String text = "Schön dazu: <Kännchen>, in 30 % der Bestellungen mit Tee & Co, 1,5 mal so oft";
      ImportTexts.Result result =
          ImportTexts.run(
              version,
              words,
              lines.stream().map(line -> written(line, text)),
              folder.resolve("texts.json"));
      assertThat(result.refused()).isEmpty();
      Map<String, Object> compiled = compile("language: de\nmessageFiles: [texts.json]\n");
      assertThat(compiled).doesNotContainKey("messageFiles");
      Scorer scorer = Scorer.of(version.with(Policy.of(Json.canonicalObject(compiled))));
      String moment = "{\"moment_id\":\"m\",\"cart\":[{\"item_id\":\"tea\"}]}";
      assertThat(scorer.decide(MomentReader.read(moment)).offers().get(0).message())
          .isEqualTo(
              "Schön dazu: &lt;Kännchen&gt;, in 30\u00a0% der Bestellungen mit Tee &amp; Co,"
                  + " 1,5 mal so oft");
    }
  }

  @Test
  void draftsAreTheSameEveryTimeAndOneForEachIntent() {
    try (Artifact version = publish("Tea", "Pot")) {
      List<String> first = new ArrayList<>();
      List<String> second = new ArrayList<>();
      List<Optional<Intent>> intents = List.of(Optional.empty(), Optional.of(Intent.GIFT_SHOPPER));
      Drafts drafts = new Drafts(version, WordLists.shipped(), Optional.empty());
      assertThat(drafts.write(1, intents, first::add)).isEqualTo(2);
      drafts.write(1, intents, second::add);
      assertThat(first).isEqualTo(second);
      assertThat(first.get(1)).contains("\"intent\":\"gift_shopper\"", "To go with the gift: Pot");
    }
  }

  @Test
  void thePolicysOwnTextGoesBeforeAFilesAndThatBeforeTheDefaults() throws IOException {
    Files.writeString(
        folder.resolve("a.json"),
        "{\"messages\": [{\"kind\": \"similar\", \"language\": \"en\", \"text\": \"file\"},"
            + " {\"kind\": \"bundle\", \"language\": \"en\", \"text\": \"file\"}]}");
    Policy policy =
        Policy.of(
            Json.canonicalObject(
                compile(
                    """
                    messages: [ { kind: bundle, language: en, text: own } ]
                    messageFiles: [a.json]
                    """)));
    assertThat(policy.messages().stream().limit(3).map(each -> each.text()))
        .containsExactly("own", "file", "file");
    assertThat(policy.messages().stream().skip(3).map(each -> each.text()))
        .noneMatch(text -> text.startsWith("Similar to"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ` `                                                          | no JSON value
          {                                                            | not JSON
          []                                                           | the one member messages
          {"messages": [7]}                                            | message 0 is not an object
          {"messages": [{"kin": "similar"}]}                           | did you mean 'kind'
          {"messages": [{"kind": "similar", "language": "en"}]}        | $.messages[0].text
          {"messages": [{"kind": "similar", "language": "en", "text": "{x}"}]} | unknown placeholder {x}
          {"messages": [{"kind": "similar", "language": "en", "text": "x", "item": "pot"}]} | anchor
          """)
  void aBrokenFileIsRefused(String content, String cause) throws IOException {
    Files.writeString(folder.resolve("texts.json"), content);
    assertThatThrownBy(() -> compile("messageFiles: [texts.json]"))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(folder.resolve("texts.json").toString(), cause, "remedy:");
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> compile("messageFiles: [texts.json]"))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("texts.json", "there is no such file", "remedy:");
    assertThatThrownBy(() -> compile("messageFiles: texts.json"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("expected a list");
  }

  @Test
  void moreTextsThanAVersionCarriesAreRefused() throws IOException {
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      String text = "x".repeat(1_000_000);
      messages.append(i == 0 ? "" : ",");
      messages.append("{\"kind\": \"similar\", \"language\": \"en\", \"text\": \"" + text + "\"}");
    }
    Files.writeString(folder.resolve("texts.json"), "{\"messages\": [" + messages + "]}");
    assertThatThrownBy(() -> compile("messageFiles: [texts.json]"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("a version carries 8,388,608");
  }

  @Test
  void textsForUnknownItemsAreTold() throws IOException {
    try (Artifact version = publish("Tea", "Pot")) {
      Path policy =
          Files.writeString(
              folder.resolve("policy.yaml"),
              "messages: [ { kind: bundle, language: en, text: x, anchor: tea, item: kettle },"
                  + " { kind: bundle, language: en, text: x, anchor: tea, item: pot } ]");
      assertThat(PolicyLint.lint(policy, Optional.of(version), DAY))
          .singleElement()
          .satisfies(remark -> assertThat(remark.where()).isEqualTo("messages"))
          .satisfies(
              remark ->
                  assertThat(remark.what())
                      .isEqualTo(
                          "1 text names items that the live version does not have: 1, such as"
                              + " kettle"));
    }
  }
}
