package io.basketwise.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.TeaShop;
import io.basketwise.failure.Refusal;
import io.basketwise.messages.ImportTexts.Refused;
import io.basketwise.messages.ImportTexts.Result;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.artifact.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tea leads to the pot in 9 of its 30 baskets, 1.5 times what chance would give. */
class ImportTextsTest {
  private static final String ID = "complement/any/en/tea/pot";

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("texts.json");
  }

  private Result run(String... lines) {
    return run(WordLists.shipped(), lines);
  }

  private Result run(WordLists words, String... lines) {
    ArtifactStore store = new ArtifactStore(folder.resolve("artifacts"));
    if (store.current().isEmpty()) {
      TeaShop.publish(folder.resolve("artifacts"));
    }
    try (Artifact version = Artifact.open(store.live())) {
      return ImportTexts.run(version, words, Stream.of(lines), out);
    }
  }

  private static String line(String id, String text) {
    return Json.write(new TreeMap<>(Map.of("id", id, "text", text)));
  }

  private Refused refused(String text) {
    Result result = run(line(ID, text));
    assertThat(result.passed()).as(text).isZero();
    assertThat(result.refused()).as(text).hasSize(1);
    return result.refused().get(0);
  }

  private String template(String text) {
    Result result = run(line(ID, text));
    assertThat(result.refused()).as(text).isEmpty();
    return String.valueOf(TextsFile.read(out).get(0).get("text"));
  }

  @Test
  void titlesAndNumbersBecomePlaceholdersAndStraightQuotesRoundOnes() {
    assertThat(template("A Pot's what 30% of orders with Tea have (9 orders)"))
        .isEqualTo(
            "A {item.title}\u2019s what {evidence.confidence} of orders with {anchor.title} have"
                + " ({evidence.baskets} orders)");
    assertThat(template("Teapots for any {item.title}")).isEqualTo("Teapots for any {item.title}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Now <b>here</b>                | an angle bracket (U+003C)
          Salt &amp pepper               | an HTML entity
          Salt &#60;b                    | an HTML entity
          See [this](shop)               | a sign of markup
          A "quote" of it                | a sign of markup
          It is **bold**                 | a sign of markup
          Read https://example.org       | an address
          Read www.example               | an address
          Read example.org               | an address
          Run javascript:alert           | an address
          Say {item.price}               | a brace that is no placeholder's (U+007B)
          Say {item.title                | a brace
          Many % of orders               | a percent sign without a number
          For €9 a piece                 | a price
          Hurry, the pot goes            | it presses: 'hurry*'
          LAST-CHANCE for tea            | it presses: 'last chance*'
          Sold  Out soon                 | it presses: 'sold out'
          Hürry up                       | it presses: 'hurry*'
          Ｈｕｒｒｙ up                     | it presses: 'hurry*'
          Hu-rry up                      | it presses: 'hurry*'
          lımited                        | it presses: 'limited'
          ʜurry                          | a letter that only looks like one (U+029C)
          dont miss it                   | it presses: 'don't miss'
          Don’t miss it                  | it presses: 'don't miss'
          9 orders left                  | it presses: 'orders left'
          Few left in stock              | it presses: 'few left'
          Discounted                     | it presses: 'discount*'
          Last one, take it              | it presses: 'last one*'
          Just one left                  | it presses: 'one left'
          Last day for tea               | it presses: 'last day*'
          Ends at midnight               | it presses: 'ends at'
          Every other order has it       | it spells out a number, 'every other'
          五 orders                       | a letter of another script (U+4E94)
          купи                           | a letter of another script
          ʼtis tea                       | a letter that only looks like one
          # Big news                     | a sign of markup (U+0023)
          - big news                     | a sign of markup (U+002D)
          In ９ orders                   | a digit of another form
          In ½ of orders                 | a digit of another form
          In 10 orders                   | '10' is not a number of the evidence
          """)
  void eachCheckRefusesWithItsReason(String text, String reason) {
    Refused refused = refused(text);
    assertThat(refused.reason()).contains(reason);
    assertThat(refused.line()).isEqualTo(1);
    assertThat(refused.remedy()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Letzte Stuecke",
        "Die letzten Stücke",
        "Ein Schnaeppchen",
        "Die Schnäppchenpreise",
        "Passt zur limitierten Tasse",
        "Aus der exklusiven Reihe",
        "Verpassen Sie nichts",
        "Noch ein Stück übrig",
        "Letzter Tag für Tee",
        "Endet um Mitternacht"
      })
  void germanThatPressesIsRefusedInEveryFormAndSpelling(String text) {
    Result result = run(line("complement/any/de/tea/pot", text));
    assertThat(result.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).contains("it presses: "));
  }

  @Test
  void whatOnlyRemindsOfItPasses() {
    String de = "complement/any/de/tea/pot";
    assertThat(run(line(de, "Für neue Tassen – erst lesen, dann aufgießen")).refused()).isEmpty();
    assertThat(run(line(de, "Zum Œuvre eines Café-Liebhabers")).refused()).isEmpty();
    assertThat(run(line(ID, "Well-loved, don\u2019t you think?")).refused()).isEmpty();
  }

  /** A title may be of any script; where a language's own words are of one, texts may be. */
  @Test
  void theScriptsOfATextAreThoseOfItsWords() throws IOException {
    TeaShop.publish(folder.resolve("artifacts"), "Чай № 五", "Pot");
    assertThat(template("Goes with Чай № 五")).isEqualTo("Goes with {anchor.title}");
    Path file = folder.resolve("words.json");
    Files.writeString(file, "{\"ru\": {\"pressing\": [\"скидка\"], \"numbers\": [\"два\"]}}");
    WordLists words = WordLists.of(file);
    String ru = "complement/any/ru/tea/pot";
    assertThat(run(words, line(ru, "К чаю, USB")).refused()).isEmpty();
    assertThat(run(words, line(ru, "Скидкa")).refused()).as("a Latin a").hasSize(1);
    assertThat(run(words, line(ru, "για τσάι")).refused()).hasSize(1);
    Files.writeString(file, "{\"ja\": {\"pressing\": [\"限定\"], \"numbers\": [\"二\"]}}");
    String ja = "complement/any/ja/tea/pot";
    assertThat(run(WordLists.of(file), line(ja, "コーヒーがお好きな方へ")).refused()).isEmpty();
  }

  @Test
  void whatCannotBeSeenIsRefused() {
    for (String hidden :
        List.of("\u202e", "\u2066", "\u200b", "\u00ad", "\u0007", "\n", "\u2028")) {
      assertThat(refused("For" + hidden + "tea").reason()).contains("a control, format or");
    }
    assertThat(refused("F\ufffdr tea").reason()).contains("not UTF-8");
    assertThat(refused("H\u0443rry").reason()).as("a Cyrillic u").contains("two scripts");
  }

  @Test
  void lengthIsThatOfTheWordsAlone() {
    assertThat(template("x".repeat(90) + "{item.title}")).hasSize(102);
    assertThat(refused("x".repeat(91)).reason()).contains("91 characters, at most 90");
    assertThat(refused("x".repeat(2_000)).reason()).contains("2000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id": "complement/any/en/tea/cup", "text": "x"}    | offers no complement cup for tea
          {"id": "upgrade/any/en/tea/pot", "text": "x"}       | offers no upgrade pot for tea
          {"id": "complement/any/en/pot/tea", "text": "x"}    | offers no complement tea for pot
          {"id": "complement/any/xx/tea/pot", "text": "x"}    | no words are listed that a text in 'xx'
          {"id": "complement/me/en/tea/pot", "text": "x"}     | 'me' is no intent
          {"id": "gift/any/en/tea/pot", "text": "x"}          | 'gift' is no kind
          {"id": "tea", "text": "x"}                          | 'tea' is not an id
          {"id": "complement/any/en/%zz/pot", "text": "x"}    | is not an id
          {"id": 7, "text": "x"}                              | it has no id of letters
          {"id": "complement/any/en/tea/pot", "text": 7}      | it has no text of letters
          {"anchor": "tea", "text": "x"}                      | it has no item of letters
          {"id": "complement/any                              | not JSON
          ["x"]                                               | it is not an object
          """)
  void aLineThatIsNoTextForAnOfferIsRefused(String line, String reason) {
    assertThat(run("", line, line(ID, "For tea")).refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.line()).isEqualTo(2))
        .satisfies(refused -> assertThat(refused.reason()).contains(reason));
    assertThat(TextsFile.read(out)).as("the others are written").hasSize(1);
  }

  @Test
  void ofTwoTextsForTheSameTheFirstThatPassesStands() {
    Result result =
        run(line(ID, "Hurry"), line(ID, "For tea"), line(ID, "For the tea"), line(ID, "For tea"));
    assertThat(result.passed()).isEqualTo(1);
    assertThat(result.refused()).extracting(Refused::line).containsExactly(1L, 3L, 4L);
    assertThat(result.refused().get(1).reason()).contains("line 2 has a text for the same");
    assertThat(TextsFile.read(out).get(0)).containsEntry("text", "For tea");
  }

  @Test
  void draftsThatNobodyHasWrittenForAreLeftOut() {
    String[] drafts = {"{\"id\": \"" + ID + "\"}", line(ID, " "), "{\"id\": 7, \"text\": null}"};
    Result result = run(drafts[0], line(ID, "For tea"), drafts[1], drafts[2]);
    assertThat(result).isEqualTo(new Result(1, 3, List.of(), 1));
    assertThatThrownBy(() -> run(drafts))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("of 3 lines none holds a text; drafts without one: 3");
  }

  @Test
  void noLinesAreNoImport() throws IOException {
    Files.writeString(out, "{\"messages\": []}");
    assertThatThrownBy(() -> run()).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> run("", " "))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("no texts to import", "cause:", "remedy:");
    assertThat(Files.readString(out)).isEqualTo("{\"messages\": []}");
  }

  @Test
  void whatIsInTheFileStaysButForTheSameOfferIntentAndLanguage() throws IOException {
    run(line(ID, "For tea"), line("complement/explorer/de/tea/pot", "Für Tee, schön gebrüht"));
    byte[] first = Files.readAllBytes(out);
    run(line("complement/explorer/de/tea/pot", "Für Tee, schön gebrüht"));
    assertThat(out).hasBinaryContent(first);
    assertThat(run(line(ID, "For any tea")).messages()).isEqualTo(2);
    assertThat(TextsFile.read(out))
        .extracting(message -> message.get("text"))
        .containsExactly("Für Tee, schön gebrüht", "For any tea");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void aBrokenFileOfTextsIsRefusedAndStays() throws IOException {
    Files.writeString(out, "{\"messages\": [{\"kind\": \"bundle\"");
    assertThatThrownBy(() -> run(line(ID, "For tea")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(out.toString());
    assertThat(Files.readString(out)).isEqualTo("{\"messages\": [{\"kind\": \"bundle\"");
  }

  @Test
  void ownWordsReplaceTheShippedOnes() throws IOException {
    Path file = folder.resolve("words.json");
    Files.writeString(
        file,
        "{\"en\": [\"Schön warm\"],"
            + " \"fr\": {\"pressing\": [\"vite\"], \"numbers\": [\"deux\"], \"between\": [\"de\"],"
            + " \"orders\": [\"commandes\"]}, \"it\": [\"presto\"]}");
    WordLists words = WordLists.of(file);
    assertThat(run(words, line(ID, "Hurry")).refused()).isEmpty();
    assertThat(run(words, line(ID, "It is SCHON  warm")).refused()).hasSize(1);
    assertThat(run(words, line("complement/any/fr/tea/pot", "Vite!")).refused()).hasSize(1);
    assertThat(run(words, line("complement/any/fr/tea/pot", "Invitez")).refused()).isEmpty();
    assertThat(run(words, line("complement/any/fr/tea/pot", "Deux fois")).refused()).hasSize(1);
    assertThat(run(words, line("complement/any/fr-CA/tea/pot", "30 % de commandes")).refused())
        .isEmpty();
    assertThat(run(words, line("complement/any/it/tea/pot", "Per te")).refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.reason()).contains("spell out a number in 'it'"))
        .satisfies(refused -> assertThat(refused.remedy()).contains("--words", "numbers"));
    assertThat(run(words, line(ID, "In 9 orders")).refused()).as("as shipped").isEmpty();
    for (String broken :
        List.of("[]", "{\"en\": \"x\"}", "{\"en\": [\"!\"]}", "{\"en\": {\"order\": []}}", "{")) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> WordLists.of(file)).as(broken).isInstanceOf(Refusal.class);
    }
  }

  /** A title may hold anything: where a text names it the scorer puts it in, escaped. */
  @Test
  void aHostileTitleComesThroughItsPlaceholderAlone() {
    String pot = "<b>Pot</b> \"9000\" {item.price}";
    TeaShop.publish(folder.resolve("artifacts"), "Hurry (50%", pot);
    assertThat(template("For Hurry (50%: " + pot)).isEqualTo("For {anchor.title}: {item.title}");
    assertThat(template("A &lt;b&gt;Pot&lt;/b&gt; &quot;9000&quot; {item.price} it is"))
        .isEqualTo("A {item.title} it is");
    assertThat(refused("A <b>Pot</b>").reason()).contains("an angle bracket");
  }

  @Test
  void theShippedTextsPassTheirOwnWords() {
    WordLists lists = WordLists.shipped();
    assertThat(Policy.of(Map.of()).messages())
        .extracting(MessageTemplate::language, MessageTemplate::text)
        .allSatisfy(
            each -> {
              String language = String.valueOf(each.toList().get(0));
              String text = String.valueOf(each.toList().get(1));
              LanguageWords words = lists.find(language).orElseThrow();
              assertThat(words.pressing(text)).as(text).isEmpty();
              assertThat(NumberWords.in(language, text)).as(text).isEmpty();
              assertThatNoException().isThrownBy(() -> new Counted(words).check(text));
            });
  }
}
