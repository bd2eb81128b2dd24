package io.basketwise.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.failure.Nearest;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import io.basketwise.models.artifact.Policy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file of texts that a policy names: an object whose member {@code messages} is a list as in the
 * policy.
 */
public final class TextsFile {
  /** What a message may have. */
  public static final Set<String> MEMBERS =
      Set.of("anchor", "intent", "item", "kind", "language", "text");

  private static final String MESSAGES = "messages";

  private TextsFile() {}

  /** The messages of a file; one that is missing or broken is refused. */
  public static List<Map<String, Object>> read(Path file) {
    try {
      return messages(file, Files.readString(file, UTF_8));
    } catch (JsonException e) {
      throw refusal(file, Objects.toString(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw refusal(file, "there is no such file");
    } catch (IOException e) {
      throw refusal(file, "it cannot be read as UTF-8 text: " + e);
    }
  }

  private static List<Map<String, Object>> messages(Path file, String text) {
    if (!(Json.read(text) instanceof Map<?, ?> tree
        && tree.keySet().equals(Set.of(MESSAGES))
        && tree.get(MESSAGES) instanceof List<?> elements)) {
      throw refusal(file, "it is not an object with the one member messages, a list");
    }
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Object element : elements) {
      if (!(element instanceof Map<?, ?> members)) {
        throw refusal(file, "message " + messages.size() + " is not an object");
      }
      Map<String, Object> message = Json.canonicalObject(members);
      for (String name : message.keySet()) {
        if (!MEMBERS.contains(name)) {
          String nearest = Nearest.name(name, MEMBERS.stream().sorted()).orElseThrow();
          throw refusal(
              file, "unknown key '" + name + "' in messages, did you mean '" + nearest + "'?");
        }
      }
      messages.add(message);
    }
    Policy.of(Map.of(MESSAGES, messages));
    return messages;
  }

  private static Refusal refusal(Path file, String cause) {
    return Refusal.configuration(
        "The texts " + file + " cannot be used",
        cause,
        "mend the file, or make it anew with messages import");
  }

  /**
   * Adds messages to a file, in the place of those for the same offer, intent and language, and
   * creates it if need be. Whatever fails, the file is as it was or complete.
   *
   * @return how many messages the file has now
   */
  static int add(Path file, Collection<Map<String, Object>> added) {
    Map<String, Map<String, Object>> sorted = new TreeMap<>();
    if (Files.exists(file)) {
      read(file).forEach(message -> sorted.putIfAbsent(key(message), message));
    }
    added.forEach(message -> sorted.put(key(message), message));
    Path absolute = file.toAbsolutePath();
    Path aside = absolute.resolveSibling("." + absolute.getFileName() + ".part");
    try {
      Files.writeString(aside, Json.pretty(Map.of(MESSAGES, List.copyOf(sorted.values()))), UTF_8);
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(aside, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Refusal.configuration(
          "The texts " + file + " cannot be written",
          e.toString(),
          "name a file in a folder that exists and can be written to");
    }
    return sorted.size();
  }

  /** All that tells for which offer a message is. */
  private static String key(Map<String, Object> message) {
    Map<String, Object> key = new TreeMap<>(message);
    key.remove("text");
    return Json.write(key);
  }
}
