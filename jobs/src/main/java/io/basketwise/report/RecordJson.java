package io.basketwise.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Records as JSON: members in snake case and in the order of the records, constants in lower case,
 * times as ISO 8601, what is absent left out. A number that is not finite is null, and comes back
 * as NaN.
 */
public final class RecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new WriteDouble())
                  .addSerializer(Double.class, new WriteDouble())
                  .addDeserializer(double.class, new ReadDouble())
                  .addDeserializer(Double.class, new ReadDouble()))
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          // A later build may add members without changing the meaning of these.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RecordJson() {}

  /** On one line. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record is not JSON", e);
    }
  }

  /** Indented, with a line end at the end. */
  static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record is not JSON", e);
    }
  }

  /** The value of a line that {@link #line} wrote. */
  public static <T> T value(String line, Class<T> type) {
    try {
      return MAPPER.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a " + type.getSimpleName() + " as JSON", e);
    }
  }

  static RunRecord read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw Refusal.record(
          "There is no run record " + file,
          "no run of that date has ended, or its record was deleted",
          "start nightly as of that date, or name a date that has a record");
    } catch (MalformedInputException e) {
      throw damaged(file.toString(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the run record " + file, e);
    }
  }

  /**
   * Reads what {@link #line} or {@link #pretty} wrote.
   *
   * @param where it lies
   */
  static RunRecord parse(String where, String text) {
    try {
      return parsed(where, text);
    } catch (JsonProcessingException e) {
      throw damaged(where, e);
    }
  }

  private static RunRecord parsed(String where, String text) throws JsonProcessingException {
    try {
      RunRecord record = MAPPER.readValue(text, RunRecord.class);
      checkSchema(where, record.schema());
      return record;
    } catch (DatabindException e) {
      checkSchema(where, MAPPER.readTree(text).path("schema").asInt());
      throw e;
    }
  }

  private static void checkSchema(String where, int schema) {
    if (schema > RunRecord.SCHEMA) {
      throw Refusal.record(
          "The run record " + where + " cannot be read",
          "it has schema " + schema + ", this build reads up to " + RunRecord.SCHEMA,
          "read it with the build that wrote it, or a newer one");
    }
    if (schema < 1) {
      throw damaged(where, "it has no schema");
    }
  }

  private static Refusal damaged(String where, Exception cause) {
    return damaged(where, String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
  }

  private static Refusal damaged(String where, String cause) {
    return Refusal.record(
        "The run record " + where + " is damaged",
        cause,
        "restore it from a copy, or delete it and start nightly as of its date again");
  }

  private static final class WriteDouble extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    WriteDouble() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static final class ReadDouble extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    ReadDouble() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
