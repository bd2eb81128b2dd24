package io.basketwise.models.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.Documents;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.score.EvidenceFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of FORMAT.md. */
class FormatExampleTest {
  private static final Path SESSION_FEATURES =
      Path.of("src/main/java/io/basketwise/models/behaviour/SessionFeature.java");

  /** Its documentation and its name. */
  private static final Pattern FEATURE =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*([A-Z_]+)\\(Group", Pattern.DOTALL);

  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z]{2,}(?:_[A-Z]+)+\\b");

  @TempDir Path folder;

  @Test
  void theWriterWritesTheExampleAndTheReaderReadsIt() throws IOException {
    Path file = folder.resolve("a.safetensors");
    new SafetensorsWriter().ints("a", new int[] {1, 258}).write(file);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(Documents.block(Documents.FORMAT, "hex").replaceAll("\\s", ""));
    assertThat(new String(bytes, 8, bytes.length - 16, UTF_8))
        .startsWith(Documents.block(Documents.FORMAT, "json").strip());
    Safetensors read = Safetensors.open(file);
    assertThat(read.ints("a").get(0)).isEqualTo(1);
    assertThat(read.ints("a").get(1)).isEqualTo(258);
    assertThat(read.shape("a")).containsExactly(2);
  }

  @Test
  void theFeaturesOfTheBlendAreListedInTheirOrder() throws IOException {
    String features =
        Arrays.stream(EvidenceFeature.values())
            .map(feature -> feature.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    assertThat(Files.readString(Documents.FORMAT))
        .contains("one a feature, in this order: " + features + " |");
  }

  @Test
  void theDefaultsOfThePolicyAreThese() throws IOException {
    var defaults = new TreeMap<String, Object>(Policy.defaults());
    defaults.remove("messages");
    assertThat(Json.read(Documents.block(Documents.FORMAT, "defaults"))).isEqualTo(defaults);
  }

  @Test
  void theTextsOfTheLibraryAreThese() throws IOException {
    var texts = new LinkedHashMap<String, Map<String, String>>();
    for (MessageTemplate each : Policy.of(Map.of()).messages()) {
      String intent = each.intent().map(Intent::key).orElse("any");
      texts
          .computeIfAbsent(each.kind().key() + " | " + intent, key -> new TreeMap<>())
          .put(each.language(), each.text());
    }
    String rows =
        texts.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + " | "
                        + each.getValue().get("en")
                        + " | "
                        + each.getValue().get("de"))
            .collect(Collectors.joining("\n"));
    assertThat(Documents.block(Documents.FORMAT, "texts").strip()).isEqualTo(rows);
    assertThat(texts.values()).allSatisfy(each -> assertThat(each).containsOnlyKeys("en", "de"));
  }

  @Test
  void numbersAndStringsAreWrittenAsTold() throws IOException {
    String numbers = Json.write(List.of(0.001, 0.00099, 9_999_999.0, 1e7, -0.0, 12L));
    assertThat(Files.readString(Documents.FORMAT)).contains("`" + numbers + "`");
    assertThat(Json.write(Json.read("[1, 1.10, 1e2]"))).isEqualTo("[1,1.1,100.0]");
    assertThat(Json.write("\"\\\b\t\n\f\r\u001b/\u007f\u00e9\u2028<"))
        .isEqualTo("\"\\\"\\\\\\b\\t\\n\\f\\r\\u001B/\u007f\u00e9\u2028<\"");
  }

  /** The rows of the table are what the enum's own documentation says. */
  @Test
  void theSessionFeaturesAreListedWithTheirMeaning() throws IOException {
    String source = Files.readString(SESSION_FEATURES);
    String rows =
        FEATURE
            .matcher(source)
            .results()
            .map(
                each ->
                    "| " + each.group(2).toLowerCase(Locale.ROOT) + " | " + meaning(each) + " |")
            .collect(Collectors.joining("\n"));
    assertThat(rows.lines().count()).isEqualTo(SessionFeature.count());
    assertThat(Files.readString(Documents.FORMAT)).contains(rows);
  }

  private static String meaning(MatchResult feature) {
    String text = feature.group(1).replaceAll("\\s*\n\\s*\\*\\s*", " ").strip();
    return CONSTANT
        .matcher(text)
        .replaceAll(name -> "`" + name.group().toLowerCase(Locale.ROOT) + "`");
  }
}
