package io.basketwise.models.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.CompiledExample;
import io.basketwise.models.Documents;
import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MOMENTS.md names all that is read and written, and its example is answered as it says. */
class MomentsReferenceTest {
  private static final Path SOURCES = Path.of("src/main/java/io/basketwise/models/decision");

  /** The members that one place of the reader knows, and each of them. */
  private static final Pattern KNOWN =
      Pattern.compile("switch \\(name\\) \\{(.*?)default ->", Pattern.DOTALL);

  private static final Pattern MEMBER = Pattern.compile("case \"(\\w+)\" ->");

  /** A reason's documentation and its name. */
  private static final Pattern REASON = Pattern.compile("/\\*\\* (.*) \\*/\\s*([A-Z_]+)[,;]");

  @TempDir Path folder;

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1)).toList();
  }

  /** The tables of the document, each as the texts of its first cells. */
  private static List<List<String>> tables(String head) throws IOException {
    List<List<String>> tables = new ArrayList<>();
    for (String line : Files.readAllLines(Documents.MOMENTS)) {
      if (line.startsWith(head)) {
        tables.add(new ArrayList<>());
      } else if (line.startsWith("| `") && !tables.isEmpty()) {
        tables.get(tables.size() - 1).add(line.substring(3, line.indexOf('`', 3)));
      } else if (line.startsWith("## A decision")) {
        break;
      }
    }
    return tables;
  }

  @Test
  void everyMemberThatIsReadIsNamed() throws IOException {
    String reader = Files.readString(SOURCES.resolve("MomentReader.java"));
    List<List<String>> known =
        groups(KNOWN, reader).stream().map(place -> groups(MEMBER, place)).toList();
    assertThat(known).hasSize(4);
    assertThat(tables("| member | type | default |")).isEqualTo(known);
  }

  @Test
  void everyMemberThatIsWrittenIsNamed() throws IOException {
    String text = Files.readString(Documents.MOMENTS);
    String table = text.substring(text.indexOf("## A decision"), text.indexOf("| reason |"));
    assertThat(groups(Pattern.compile("(?m)^\\| `([^`]+)`"), table))
        .isEqualTo(paths("", Json.read(Documents.block(Documents.MOMENTS, "decision"))).toList());
  }

  /** All members, but for the probabilities each with what it holds. */
  private static Stream<String> paths(String path, Object value) {
    if (value instanceof Map<?, ?> members && !path.equals("intent.probabilities")) {
      return members.entrySet().stream()
          .flatMap(
              each -> {
                String name = (path.isEmpty() ? "" : path + ".") + each.getKey();
                return Stream.concat(Stream.of(name), paths(name, each.getValue()));
              });
    }
    return value instanceof List<?> elements && !elements.isEmpty()
        ? paths(path + "[]", elements.get(0))
        : Stream.empty();
  }

  @Test
  void everyReasonIsExplained() throws IOException {
    List<MatchResult> reasons =
        REASON.matcher(Files.readString(SOURCES.resolve("Reason.java"))).results().toList();
    assertThat(reasons).hasSameSizeAs(Reason.values());
    assertThat(Files.readString(Documents.MOMENTS))
        .contains(
            reasons.stream()
                .map(each -> row(each.group(2).toLowerCase(Locale.ROOT), each.group(1)))
                .collect(Collectors.joining()));
  }

  private static String row(String reason, String meaning) {
    return "| `" + reason + "` | " + meaning + " |\n";
  }

  @Test
  void placementsIntentsAndKindsAreNamed() throws IOException {
    String text = Files.readString(Documents.MOMENTS);
    Stream<String> words =
        Stream.of(
                Arrays.stream(Placement.values()).map(Placement::key),
                Arrays.stream(Intent.values()).map(Intent::key),
                Arrays.stream(OfferKind.values()).map(OfferKind::key))
            .flatMap(each -> each);
    assertThat(words).allSatisfy(word -> assertThat(text).contains("`" + word + "`"));
  }

  /** The class of the document, asked about the moment of the document. */
  @Test
  void theExampleIsAnsweredSo() throws Exception {
    var store = new ArtifactStore(folder.resolve("artifacts"));
    Path staged = store.stage();
    new SmallShop().behaviour(SmallModels.all()).policy(SmallShop.trial(0.2)).write(staged);
    store.publish(staged);
    String moment = Documents.block(Documents.MOMENTS, "moment");
    try (var example =
            new CompiledExample("Decider", Documents.block(Documents.MOMENTS, "java"), folder);
        var decider =
            (AutoCloseable)
                example
                    .type()
                    .getConstructor(Path.class)
                    .newInstance(folder.resolve("artifacts"))) {
      Object answer = example.type().getMethod("decide", String.class).invoke(decider, moment);
      Map<String, Object> expected = decision(Documents.block(Documents.MOMENTS, "decision"));
      // An id is a digest of the whole version; the document's is that of a day.
      expected.put("version", store.current().orElseThrow());
      assertThat(decision(answer.toString())).isEqualTo(expected);
    }
  }

  private static Map<String, Object> decision(String text) {
    Map<String, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Json.read(text)).forEach((name, value) -> members.put((String) name, value));
    return members;
  }

  @Test
  void theCoordinatesAreThoseOfTheLibrary() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</version>"));
    assertThat(Documents.block(Documents.MOMENTS, "xml"))
        .contains("<groupId>io.basketwise</groupId>", "<artifactId>basketwise-models<", version);
    assertThat(pom).contains("<artifactId>basketwise-models</artifactId>");
  }
}
