package io.basketwise.models.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes a decision as one line of JSON, the same bytes for the same decision on every JVM. Numbers
 * are the shortest decimals that read back to the same double, which {@code Double.toString} is not
 * before Java 19.
 */
public final class DecisionWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private DecisionWriter() {}

  /** The decision as one line, without a line end. */
  public static String write(Decision decision) {
    var out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(decision, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void write(Decision decision, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("moment_id", decision.momentId());
    json.writeStringField("version", decision.version());
    json.writeStringField("action", decision.action().key());
    json.writeStringField("reason", decision.reason().key());
    writeIntent(decision, json);
    json.writeFieldName("purchase_probability");
    writeNumber(decision.purchaseProbability().orElse(Double.NaN), json);
    json.writeArrayFieldStart("offers");
    for (Offer offer : decision.offers()) {
      write(offer, json);
    }
    json.writeEndArray();
    writeExperiment(decision, json);
    json.writeEndObject();
  }

  private static void writeIntent(Decision decision, JsonGenerator json) throws IOException {
    json.writeFieldName("intent");
    if (decision.intent().isEmpty()) {
      json.writeNull();
      return;
    }
    IntentEstimate estimate = decision.intent().get();
    json.writeStartObject();
    json.writeFieldName("label");
    if (estimate.label().isPresent()) {
      json.writeString(estimate.label().get().key());
    } else {
      json.writeNull();
    }
    json.writeObjectFieldStart("probabilities");
    for (Intent intent : Intent.values()) {
      json.writeFieldName(intent.key());
      json.writeNumber(estimate.probabilities().getOrDefault(intent, 0.0));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(Offer offer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("item_id", offer.itemId());
    json.writeStringField("kind", offer.kind().key());
    json.writeNumberField("score", offer.score());
    json.writeFieldName("price");
    writeNumber(offer.price(), json);
    json.writeFieldName("margin");
    writeNumber(offer.margin(), json);
    json.writeStringField("message", offer.message());
    json.writeObjectFieldStart("evidence");
    json.writeStringField("anchor", offer.evidence().anchor());
    json.writeNumberField("baskets", offer.evidence().baskets());
    json.writeNumberField("confidence", offer.evidence().confidence());
    json.writeNumberField("lift", offer.evidence().lift());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeExperiment(Decision decision, JsonGenerator json) throws IOException {
    json.writeFieldName("experiment");
    if (decision.experiment().isEmpty()) {
      json.writeNull();
      return;
    }
    Assignment assignment = decision.experiment().get();
    json.writeStartObject();
    json.writeStringField("id", assignment.id());
    json.writeStringField("variant", assignment.variant());
    json.writeNumberField("propensity", assignment.propensity());
    json.writeEndObject();
  }

  /** Unknown is null: JSON has no word for NaN. */
  private static void writeNumber(double value, JsonGenerator json) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }
}
