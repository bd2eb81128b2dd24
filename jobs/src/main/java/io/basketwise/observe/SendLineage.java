package io.basketwise.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.basketwise.config.ShopConfig;
import io.openlineage.client.OpenLineage.RunEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hands lineage events to where the shop wants them. The library's own transports would bring a
 * second HTTP client and YAML reader; the JDK's client does. Nobody's night fails for an endpoint
 * that is down: what could not be sent is told in words.
 */
public final class SendLineage {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Optional<URI> url;
  private final Optional<Path> file;

  /** Sends where the configuration says; nowhere when it says nothing. */
  public SendLineage(ShopConfig.Observe config) {
    this.url = config.lineageUrl();
    this.file = config.lineageFile();
  }

  /** Sends one event, which is made only if somebody wants it; returns what went wrong. */
  public List<String> send(Supplier<RunEvent> event) {
    if (file.isEmpty() && url.isEmpty()) {
      return List.of();
    }
    List<String> troubles = new ArrayList<>();
    String json = json(event.get());
    file.ifPresent(path -> append(path, json).ifPresent(troubles::add));
    url.ifPresent(endpoint -> post(endpoint, json).ifPresent(troubles::add));
    return troubles;
  }

  private static String json(RunEvent event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event is not JSON", e);
    }
  }

  private static Optional<String> append(Path file, String json) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          json + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("lineage was not written to " + file + ": " + e);
    }
  }

  private static Optional<String> post(URI endpoint, String json) {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(
                  HttpRequest.newBuilder(endpoint)
                      .timeout(PATIENCE)
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(json))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2
          ? Optional.empty()
          : Optional.of("lineage was not taken by " + endpoint + ": HTTP " + answer.statusCode());
    } catch (IOException e) {
      return Optional.of("lineage was not sent to " + endpoint + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("lineage was not sent to " + endpoint + ": interrupted");
    }
  }
}
