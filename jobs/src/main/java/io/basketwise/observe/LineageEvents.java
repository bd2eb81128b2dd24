package io.basketwise.observe;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.Contract;
import io.basketwise.inputs.InputTable;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.RowAccount;
import io.basketwise.report.Failure;
import io.basketwise.report.QualityCheck;
import io.basketwise.report.RunRecord;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacets;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as OpenLineage events: it starts, and completes or fails. Its inputs carry their schema,
 * their rows and the checks they went through; its outputs are the lake's tables and the version.
 */
public final class LineageEvents {
  private static final URI PRODUCER = URI.create("urn:io.basketwise:nightly");
  private static final String NAMESPACE = "basketwise";

  private final OpenLineage lineage = new OpenLineage(PRODUCER);
  private final ShopConfig config;
  private final UUID run;
  private final Map<Table, InputTable> inputs = new EnumMap<>(Table.class);

  /** The events of one run. */
  public LineageEvents(ShopConfig config, String runId) {
    this.config = config;
    this.run = UUID.fromString(runId);
  }

  /** The inputs in the contract's form, once they are known. */
  public void inputs(List<InputTable> tables) {
    tables.forEach(table -> inputs.put(table.table(), table));
  }

  /** The run begins. */
  public RunEvent started(Instant at) {
    return event(EventType.START, at, lineage.newRunFacetsBuilder().build(), Optional.empty());
  }

  /** The run is over. */
  public RunEvent ended(RunRecord record) {
    Optional<Failure> failure = record.result().failure();
    RunFacets facets =
        lineage
            .newRunFacetsBuilder()
            .errorMessage(
                failure
                    .map(
                        why ->
                            lineage.newErrorMessageRunFacet(
                                why.problem() + ": " + why.cause(), "java", null))
                    .orElse(null))
            .build();
    return event(
        failure.isPresent() ? EventType.FAIL : EventType.COMPLETE,
        record.result().endedAt(),
        facets,
        Optional.of(record));
  }

  private RunEvent event(EventType type, Instant at, RunFacets facets, Optional<RunRecord> record) {
    return lineage
        .newRunEventBuilder()
        .eventType(type)
        .eventTime(at.atZone(ZoneOffset.UTC))
        .run(lineage.newRun(run, facets))
        .job(
            lineage
                .newJobBuilder()
                .namespace(NAMESPACE)
                .name(config.shop() + ".nightly")
                .facets(
                    lineage
                        .newJobFacetsBuilder()
                        .jobType(lineage.newJobTypeJobFacet("BATCH", "SPARK", "JOB"))
                        .build())
                .build())
        .inputs(
            new TreeMap<>(config.inputs())
                .entrySet().stream()
                    .map(each -> input(each.getKey(), each.getValue().path(), record))
                    .toList())
        .outputs(record.map(this::outputs).orElse(List.of()))
        .build();
  }

  private InputDataset input(Table table, Location path, Optional<RunRecord> record) {
    InputTable read = inputs.get(table);
    return lineage
        .newInputDatasetBuilder()
        .namespace(namespace(path))
        .name(name(path))
        .facets(
            lineage.newDatasetFacetsBuilder().schema(read == null ? null : schema(read)).build())
        .inputFacets(inputFacets(table, record))
        .build();
  }

  /** The columns that the source has, as the contract types them. */
  private OpenLineage.SchemaDatasetFacet schema(InputTable table) {
    return lineage.newSchemaDatasetFacet(
        Contract.of(table.table()).columns().stream()
            .filter(column -> !table.missing().contains(column.name()))
            .map(
                column ->
                    lineage.newSchemaDatasetFacetFields(
                        column.name(), column.type().simpleString(), null, null))
            .toList());
  }

  private OpenLineage.InputDatasetInputFacets inputFacets(Table table, Optional<RunRecord> record) {
    OpenLineage.InputDatasetInputFacetsBuilder facets = lineage.newInputDatasetInputFacetsBuilder();
    record.stream()
        .flatMap(each -> each.data().rows().stream())
        .filter(account -> account.table() == table)
        .map(RowAccount::read)
        .forEach(
            rows ->
                facets
                    .inputStatistics(lineage.newInputStatisticsInputDatasetFacet(rows, null, null))
                    .dataQualityMetrics(
                        lineage
                            .newDataQualityMetricsInputDatasetFacetBuilder()
                            .rowCount(rows)
                            .columnMetrics(
                                lineage
                                    .newDataQualityMetricsInputDatasetFacetColumnMetricsBuilder()
                                    .build())
                            .build()));
    List<OpenLineage.DataQualityAssertionsDatasetFacetAssertions> assertions =
        record.stream()
            .flatMap(each -> each.quality().stream())
            .filter(check -> check.table().equals(table.key()))
            .map(
                check ->
                    lineage.newDataQualityAssertionsDatasetFacetAssertions(
                        check.check(), check.verdict() != QualityCheck.Level.FAIL, null))
            .toList();
    if (!assertions.isEmpty()) {
      facets.dataQualityAssertions(lineage.newDataQualityAssertionsDatasetFacet(assertions));
    }
    return facets.build();
  }

  private List<OutputDataset> outputs(RunRecord record) {
    List<OutputDataset> outputs = new ArrayList<>();
    record
        .data()
        .rows()
        .forEach(
            account ->
                outputs.add(
                    output(config.lake().resolve(Lake.of(account.table())), account.used())));
    if (record.data().baskets() > 0) {
      outputs.add(output(config.lake().resolve(Lake.BASKETS), record.data().baskets()));
    }
    record
        .version()
        .ifPresent(
            version ->
                outputs.add(output(config.artifacts().resolve("versions").resolve(version), null)));
    return outputs;
  }

  private OutputDataset output(Location folder, @Nullable Long rows) {
    return lineage
        .newOutputDatasetBuilder()
        .namespace(namespace(folder))
        .name(name(folder))
        .outputFacets(
            rows == null
                ? null
                : lineage
                    .newOutputDatasetOutputFacetsBuilder()
                    .outputStatistics(
                        lineage.newOutputStatisticsOutputDatasetFacet(rows, null, null))
                    .build())
        .build();
  }

  /** As OpenLineage names the file systems: file, hdfs://host:port, s3://bucket. */
  private static String namespace(Location place) {
    return place.local().isPresent()
        ? "file"
        : place
            .text()
            .replaceFirst("^s3[an]://", "s3://")
            .replaceFirst("^([a-z0-9]+://[^/]*).*", "$1");
  }

  private static String name(Location place) {
    return place
        .text()
        .replaceFirst("^[a-z0-9]+://[^/]*/?(?=.)", place.text().startsWith("s3") ? "" : "/");
  }
}
