package io.basketwise.report.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assumptions.abort;

import io.basketwise.models.artifact.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with one tab, driven through the DevTools protocol. It has no network: every
 * address but those of files resolves to nothing.
 */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<Map<String, Object>>> answers =
      new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> loaded = new LinkedBlockingQueue<>();
  private final String session;

  private Browser(Process process, String endpoint) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(endpoint), new Messages())
            .join();
    String tab =
        String.valueOf(call("Target.createTarget", Map.of("url", "about:blank")).get("targetId"));
    session =
        String.valueOf(
            call("Target.attachToTarget", Map.of("targetId", tab, "flatten", true))
                .get("sessionId"));
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts a browser; skips the test where none is installed, but never in continuous runs. */
  static Browser start(Path profile) throws IOException {
    Optional<Path> binary = binary();
    if (binary.isEmpty()) {
      String missing = "no Chromium on the PATH (looked for " + String.join(", ", NAMES) + ")";
      if (System.getenv("CI") != null) {
        throw new AssertionError(missing + ": .ci/run installs one");
      }
      return abort(missing + ": the page is not looked at");
    }
    Process process =
        new ProcessBuilder(
                binary.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectErrorStream(true)
            .start();
    try {
      return new Browser(process, endpoint(process));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Optional<Path> binary() {
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String endpoint(Process process) throws IOException {
    String mark = "DevTools listening on ";
    var said = new StringBuilder();
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(mark)) {
        return line.substring(mark.length());
      }
      said.append(line).append('\n');
    }
    throw new IOException("The browser did not start: " + said);
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        received(object(Json.read(message.toString())));
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void received(Map<String, Object> message) {
    if (message.get("id") instanceof Long id) {
      Optional.ofNullable(answers.remove(id)).ifPresent(answer -> answer.complete(message));
    }
    Object parameters = message.getOrDefault("params", Map.of());
    switch (String.valueOf(message.get("method"))) {
      case "Page.loadEventFired" -> loaded.add("loaded");
      case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled" ->
          complaints.add(Json.write(parameters));
      case "Network.requestWillBeSent" -> {
        String url = String.valueOf(object(object(parameters).get("request")).get("url"));
        if (!url.startsWith("file:") && !url.startsWith("data:")) {
          complaints.add("asked for " + url);
        }
      }
      default -> {}
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have names of text
  private static Map<String, Object> object(@Nullable Object json) {
    return json == null ? Map.of() : (Map<String, Object>) json;
  }

  /** Calls a method of the protocol and waits for its result. */
  Map<String, Object> call(String method, Map<String, Object> parameters) {
    long id = ids.incrementAndGet();
    var answer = new CompletableFuture<Map<String, Object>>();
    answers.put(id, answer);
    Map<String, Object> message =
        new ConcurrentHashMap<>(Map.of("id", id, "method", method, "params", parameters));
    if (!method.startsWith("Target.")) {
      message.put("sessionId", session);
    }
    socket.sendText(Json.write(message), true).join();
    Map<String, Object> received = answer.orTimeout(PATIENCE_SECONDS, SECONDS).join();
    if (received.containsKey("error")) {
      throw new AssertionError(method + ": " + received.get("error"));
    }
    return object(received.get("result"));
  }

  /** Shows a file at a width, in light or dark. */
  void open(Path page, int width, String scheme) throws InterruptedException {
    emulate("", scheme);
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    loaded.clear();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    if (loaded.poll(PATIENCE_SECONDS, SECONDS) == null) {
      throw new AssertionError(page + " did not load");
    }
  }

  /** Changes the colour scheme of the page that is shown, and its medium, unless that is empty. */
  void emulate(String medium, String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The value of a JavaScript expression, or what it promises, as JSON. */
  Object value(String expression) {
    Map<String, Object> answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "Promise.resolve(" + expression + ").then(value => JSON.stringify(value))",
                "awaitPromise",
                true));
    if (answer.containsKey("exceptionDetails")) {
      throw new AssertionError(expression + ": " + Json.write(answer));
    }
    return Json.read(String.valueOf(object(answer.get("result")).get("value")));
  }

  /** The whole page as a PNG. */
  byte[] screenshot() {
    return bytes(
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)));
  }

  /** The page as it is printed. */
  byte[] pdf() {
    return bytes(call("Page.printToPDF", Map.of("printBackground", true)));
  }

  private static byte[] bytes(Map<String, Object> answer) {
    return Base64.getDecoder().decode(String.valueOf(answer.get("data")));
  }

  /** Console messages, exceptions and requests beyond files so far; then none. */
  List<String> complaints() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE_SECONDS, SECONDS).join();
  }
}
