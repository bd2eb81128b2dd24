package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.basketwise.models.CompiledExample;
import io.basketwise.models.Documents;
import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.ArtifactStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service of README.md: compiled, started and asked. */
class ServiceExampleTest {
  private static final int MAX_LINES = 30;

  @TempDir Path root;

  @BeforeEach
  void publish() {
    var store = new ArtifactStore(root.resolve("artifacts"));
    Path staged = store.stage();
    new SmallShop().write(staged);
    store.publish(staged);
  }

  private static HttpResponse<String> post(URI uri, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void answersMoments() throws Exception {
    String code = Documents.block(Documents.README, "java");
    assertThat(code.lines().count()).isLessThan(MAX_LINES);
    try (var example = new CompiledExample("OfferService", code, root)) {
      HttpServer server =
          (HttpServer)
              example
                  .type()
                  .getMethod("start", Path.class, int.class)
                  .invoke(null, root.resolve("artifacts"), 0);
      try {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/decide");
        var good = post(uri, "{\"moment_id\":\"m1\",\"cart\":[{\"item_id\":\"drill\"}]}");
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body())
            .startsWith("{\"moment_id\":\"m1\"")
            .contains("\"item_id\":\"case\"");
        var bad = post(uri, "{\"cart\":1}");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).isEqualTo("cart: found 1, expected a list");
      } finally {
        server.stop(0);
      }
    }
  }
}
