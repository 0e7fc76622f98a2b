package org.maskfoundry.jobs.spark;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** A row's columns by name, in Java's types; a null becomes an empty value. */
record ColumnValues(Row row) {

  /** What Spark takes for an array column. */
  static Object array(List<?> values) {
    return CollectionConverters.asScala(values).toSeq();
  }

  /** What Spark takes for a map column. */
  static Object map(Map<?, ?> values) {
    return CollectionConverters.asScala(values);
  }

  <T> Optional<T> optional(String column, Class<T> type) {
    return Optional.ofNullable(row.get(row.fieldIndex(column))).map(type::cast);
  }

  String text(String column) {
    return optional(column, String.class).orElse("");
  }

  long whole(String column) {
    return optional(column, Number.class).map(Number::longValue).orElse(0L);
  }

  int small(String column) {
    return Math.toIntExact(whole(column));
  }

  /** Sessions give instants or timestamps, as they are configured. */
  Instant instant(String column) {
    Object value = row.get(row.fieldIndex(column));
    return value instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
  }

  Optional<ColumnValues> struct(String column) {
    return optional(column, Row.class).map(ColumnValues::new);
  }

  <T> List<T> list(String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? List.of() : row.getList(index);
  }

  List<ColumnValues> structs(String column) {
    return this.<Row>list(column).stream().map(ColumnValues::new).toList();
  }

  <T> Map<String, T> map(String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? Map.of() : row.getJavaMap(index);
  }
}
