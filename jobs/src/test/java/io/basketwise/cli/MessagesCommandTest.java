package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.TeaShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesCommandTest {
  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void publish() {
    TeaShop.publish(root.resolve("artifacts"));
  }

  private int run(String subcommand, String... more) {
    List<String> args = new ArrayList<>(List.of("messages", subcommand, "--artifacts"));
    args.add(root.resolve("artifacts").toString());
    args.addAll(List.of(more));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Basketwise.run(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
  }

  private String file(String name) {
    return root.resolve(name).toString();
  }

  @Test
  void draftsGoToAFileOrTheConsole() throws IOException {
    assertThat(run("draft", "--out", file("drafts.jsonl"))).isZero();
    assertThat(out.toString()).startsWith("6 drafts written to ");
    List<String> lines = Files.readAllLines(root.resolve("drafts.jsonl"));
    assertThat(lines).hasSize(6).allMatch(line -> line.startsWith("{\"id\":\"complement/"));
    assertThat(run("draft", "--intent", "any", "--language", "de", "--out", "-")).isZero();
    assertThat(out.toString()).startsWith("{\"id\":\"complement/any/de/tea/pot\"").endsWith("}\n");
  }

  @Test
  void importSaysWhatPassedAndWhatDidNot() throws IOException {
    Path texts = root.resolve("texts.jsonl");
    String good = "{\"id\":\"complement/any/en/tea/pot\",\"text\":\"For Tea, in 9 orders\"}\n";
    Files.writeString(texts, good);
    assertThat(run("import", "--in", texts.toString(), "--out", file("texts.json"))).isZero();
    assertThat(out.toString()).startsWith("1 text passed, 0 refused; ");
    Files.writeString(texts, good + "{\"id\":\"complement/any/en/tea/pot\",\"text\":\"\"}\n");
    assertThat(run("import", "--in", texts.toString(), "--out", file("texts.json"))).isZero();
    assertThat(out.toString()).startsWith("1 draft without a text, left out\n1 text passed, 0");
    Files.writeString(texts, good + good.replace("any", "explorer").replace("For", "Hurry"));
    assertThat(run("import", "--in", texts.toString(), "--out", file("texts.json"))).isEqualTo(3);
    assertThat(out.toString()).contains("line 2 refused: it presses: 'hurry*'", "remedy: ");
    assertThat(run("import", "--in", texts.toString(), "--out", file("texts.json"), "--json"))
        .isEqualTo(3);
    assertThat(out.toString()).contains("\"passed\": 1", "\"line\": 2", "\"reason\": \"it presses");
    assertThat(Files.readString(root.resolve("texts.json")))
        .contains("For {anchor.title}, in {evidence.baskets} orders");
  }

  @Test
  void anEmptyFileIsRefusedInputAndAMissingOneWrongUsage() throws IOException {
    Path texts = Files.writeString(root.resolve("texts.jsonl"), "");
    assertThat(run("import", "--in", texts.toString(), "--out", file("texts.json"))).isEqualTo(3);
    assertThat(err.toString()).contains("no texts to import");
    assertThat(root.resolve("texts.json")).doesNotExist();
    assertThat(run("import", "--in", file("none"), "--out", file("texts.json"))).isEqualTo(2);
    assertThat(run("import", "--in", texts.toString(), "--out", file("none/texts.json")))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "--top, 0, expected 1 or more",
    "--language, klingon, expected a code",
    "--intent, thief, problem_solver",
    "--words, none.json, words none.json",
  })
  void aWrongOptionIsRefusedWithWhatIsExpected(String option, String value, String told) {
    assertThat(run("draft", "--out", "-", option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(told);
  }

  @Test
  void theSubcommandMustBeNamed() {
    assertThat(Basketwise.run(new PrintWriter(out), new PrintWriter(err), "messages")).isEqualTo(2);
    assertThat(err.toString()).contains("draft, import");
  }
}
