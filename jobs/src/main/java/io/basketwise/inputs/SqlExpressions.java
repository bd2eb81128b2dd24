package io.basketwise.inputs;

import io.basketwise.config.ShopConfig.Spark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkUnsupportedOperationException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Resolves Spark SQL expressions over a schema with Spark's own parser and analyzer, but without a
 * session: a footer is enough to tell whether an expression holds.
 */
final class SqlExpressions {
  /** An expression that cannot be used: what is wrong in it. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String unknownColumn;

    Unusable(String why) {
      this(why, "");
    }

    Unusable(String why, String unknownColumn) {
      super(why);
      this.unknownColumn = unknownColumn;
    }

    Optional<String> unknownColumn() {
      return unknownColumn.isEmpty() ? Optional.empty() : Optional.of(unknownColumn);
    }
  }

  /**
   * A usable expression.
   *
   * @param columns the source's columns that it reads
   */
  record Resolved(DataType type, List<String> columns) {
    Resolved {
      columns = List.copyOf(columns);
    }
  }

  private final LocalRelation source;
  private final Analyzer analyzer;
  private final SQLConf settings;

  SqlExpressions(StructType schema) {
    SparkConf conf = new SparkConf(false);
    InMemoryCatalog catalog = new InMemoryCatalog(conf, new Configuration(false));
    this.source =
        new LocalRelation(
            attributes(schema),
            LocalRelation.apply$default$2(),
            false,
            LocalRelation.apply$default$4());
    this.analyzer = new Analyzer(new SessionCatalog(catalog, FunctionRegistry$.MODULE$.builtin()));
    this.settings = new SQLConf();
    Spark.FIXED.forEach(settings::setConfString);
  }

  private static Seq<Attribute> attributes(StructType schema) {
    Seq<? extends Attribute> attributes =
        org.apache.spark.sql.catalyst.types.DataTypeUtils.toAttributes(schema);
    return CollectionConverters.asScala(
            List.<Attribute>copyOf(CollectionConverters.asJava(attributes)))
        .toSeq();
  }

  Resolved resolve(String sql) throws Unusable {
    try {
      return analyzed(CatalystSqlParser$.MODULE$.parseExpression(sql));
    } catch (Exception failure) {
      throw unusable(failure, sql);
    }
  }

  private static String position(ParseException syntax, String sql) {
    Option<Object> line = syntax.start().line();
    Option<Object> column = syntax.start().startPosition();
    if (line.isEmpty() || column.isEmpty()) {
      return "";
    }
    String lines = sql.contains("\n") ? " in line " + line.get() : "";
    return lines + " at character " + ((Integer) column.get() + 1);
  }

  private Resolved analyzed(Expression expression) throws Unusable {
    Project query = new Project(seq(named(expression)), source);
    LogicalPlan plan = SQLConf.withExistingConf(settings, () -> check(query));
    Expression result = plan.expressions().apply(0);
    boolean rowWise = plan instanceof Project project && project.child() instanceof LocalRelation;
    if (!rowWise || !result.deterministic() || SubqueryExpression.hasSubquery(result)) {
      throw new Unusable("it must compute one value from one row, the same each time");
    }
    return new Resolved(plan.schema().fields()[0].dataType(), columns(plan));
  }

  private LogicalPlan check(LogicalPlan plan) {
    return analyzer.executeAndCheck(plan, new QueryPlanningTracker(Option.empty()));
  }

  private static Unusable unusable(Exception failure, String sql) {
    if (failure instanceof Unusable already) {
      return already;
    }
    if (failure instanceof ParseException syntax) {
      return new Unusable(
          String.format(
              Locale.ROOT, "it does not parse%s: %s", position(syntax, sql), problem(syntax)));
    }
    if (failure instanceof AnalysisException analysis) {
      String condition = String.valueOf(analysis.getCondition());
      String name = analysis.getMessageParameters().getOrDefault("objectName", "");
      return condition.startsWith("UNRESOLVED_COLUMN")
          ? new Unusable("it names the unknown source column " + name, name.replace("`", ""))
          : new Unusable(firstLine(failure));
    }
    if (failure instanceof SparkUnsupportedOperationException) {
      return new Unusable("it calls a function that Spark SQL does not have");
    }
    throw new IllegalStateException("Spark's analyzer failed", failure);
  }

  private static String problem(ParseException syntax) {
    String near = syntax.getMessageParameters().getOrDefault("error", "");
    return near.isEmpty() ? firstLine(syntax) : "unexpected " + near;
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("").strip();
  }

  private static List<String> columns(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.references().toSeq()).stream()
        .map(Attribute::name)
        .toList();
  }

  private static NamedExpression named(Expression expression) {
    return new Alias(
        expression,
        "value",
        NamedExpression.newExprId(),
        CollectionConverters.asScala(List.<String>of()).toSeq(),
        Option.empty(),
        CollectionConverters.asScala(List.<String>of()).toSeq());
  }

  private static <T> Seq<T> seq(T one) {
    return CollectionConverters.asScala(List.of(one)).toSeq();
  }
}
